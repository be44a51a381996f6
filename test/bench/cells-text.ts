import type { BrowserContext } from 'playwright-core';
import { paste, settle } from '../browser/site/visit.ts';

/** Each run prints something new, so that its output cannot be taken for the one before. */
const PRINTS = "console.log('at ' + Math.random());";
const LOOPS = `${PRINTS}\nfor (;;) {}`;

/** Sections of the page: the first cell prints and ends, the second prints and goes on for ever. */
const CELLS = { prints: 'section.cell >> nth=0', loops: 'section.cell >> nth=1' } as const;

/** Puts the texts into the cells as a learner would; the visitor's next page shows them with its editors closed. */
export async function fillCells(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await settle(page);
  for (const [cell, text] of [
    [CELLS.prints, PRINTS],
    [CELLS.loops, LOOPS],
  ] as const) {
    await paste(page, cell, text);
    await page.locator(`${cell} >> .view-lines`, { hasText: 'Math.random' }).waitFor();
    // Typing is kept 300 ms after the last key.
    await page.waitForTimeout(1000);
  }
  await page.close();
}
