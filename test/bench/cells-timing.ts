import type { Page } from 'playwright-core';

export interface Presses {
  /** First run the second cell's endless loop, and stop it; the clock starts with the press on Stop. */
  readonly stopLoop: boolean;
  /** Run the first cell (at once), and wait for what it prints. */
  readonly run: boolean;
}

/** Presses buttons inside the page, by its own clock: milliseconds until the output is in the document. */
export function press(page: Page, presses: Presses): Promise<number> {
  return page.evaluate(async ({ stopLoop, run }) => {
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const [prints, loops] = [0, 1].map((index) => {
      const cell = document.querySelectorAll('section.cell')[index];
      const output = cell?.querySelector('.shown');
      const button = cell?.querySelector<HTMLElement>('.toolbar button');
      const status = cell?.querySelector('.toolbar [role=status]');
      if (!output || !button || !status) throw new Error('The lesson has no two cells with button, output and status.');
      return { output, button, status, text: () => output.textContent ?? '' };
    });
    if (!prints || !loops) return NaN;
    if (stopLoop) {
      const before = loops.text();
      loops.button.click();
      while (loops.text() === before) await pause(10);
      await pause(300);
    }
    const before = prints.text();
    const printed = new Promise<number>((resolve) => {
      const look = (): void => {
        if (prints.text() !== before && prints.text().includes('at 0')) resolve(performance.now());
      };
      new MutationObserver(look).observe(prints.output, { subtree: true, childList: true, characterData: true });
    });
    const began = performance.now();
    if (stopLoop) loops.button.click();
    if (!run) return 0;
    prints.button.click();
    const took = (await printed) - began;
    while (!prints.status.textContent?.startsWith('Ran')) await pause(10);
    return took;
  }, presses);
}
