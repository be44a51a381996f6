/** The lesson's cells as modules: the learner's version of each, where there is one. */
import { settleCode } from './kept-code.ts';
import { learnerStore } from './learner.ts';

/** The originals, which the page carries once for all its cells. */
function originals(): Readonly<Record<string, string>> {
  const carrier = document.getElementById('lesson-modules');
  return carrier ? (JSON.parse(carrier.textContent ?? '{}') as Record<string, string>) : {};
}

/** All cells of the lesson `concept` by module name, as they stand now. */
export async function lessonModules(concept: string): Promise<Record<string, string>> {
  const [store] = await Promise.all([learnerStore(), settleCode()]);
  const entries = await Promise.all(
    Object.entries(originals()).map(async ([name, text]) => {
      const saved = await store.get('code', `${concept}/${name}`).catch(() => undefined);
      return [name, saved?.text ?? text] as const;
    }),
  );
  return Object.fromEntries(entries);
}
