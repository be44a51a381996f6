/** The page's one runner, loaded when a learner first comes near a cell. */
import type { Runner } from '../runner/index.ts';

let loading: Promise<Runner> | undefined;

export function pageRunner(): Promise<Runner> {
  loading ??= import('../runner/index.ts').then(({ createRunner }) => createRunner());
  return loading;
}

/** Start the sandbox ahead of the first click. What fails here fails again, and is told, when a cell is run. */
export function warmRunner(): void {
  pageRunner()
    .then((runner) => runner.warm())
    .catch(() => {
      loading = undefined;
    });
}
