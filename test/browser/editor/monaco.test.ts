/** Monaco in a real browser, under the site's policy: help while typing, looks, and nothing foreign. */
import { beforeEach, describe, expect, it } from 'vitest';
import { asked, calls, focus, open, page, slowDown, text, useEditorPage, visit } from './bench.ts';
import { cellText } from './editor-page.ts';

useEditorPage();

describe('Monaco', () => {
  beforeEach(() => visit({ viewport: { width: 1000, height: 900 } }));

  it('loads nothing of itself before it is opened', () => {
    expect(asked(/monaco|worker|codicon|open-editor/)).toEqual([]);
  });

  it.each([
    ['risotto', 'Tens', 'Tensor'],
    ['risotto/output', 'prog', 'progress'],
  ])('completes what %s exports', async (module, typed, expected) => {
    // The first letters come before TypeScript is ready; their suggestions must come all the same.
    await slowDown(4);
    expect(await open('first', `import {  } from '${module}';\n`)).toBe('monaco');
    await focus('first', { line: 1, column: 10 });
    await page.keyboard.type(typed);
    await page.locator('.suggest-widget .monaco-list-row', { hasText: expected }).first().waitFor();
  });

  it('offers a cell no DOM', async () => {
    await open('first', 'console');
    await focus('first', { line: 1, column: 1 });
    await page.keyboard.press('Control+Space');
    const rows = page.locator('.suggest-widget .monaco-list-row');
    await rows.first().waitFor();
    await page.keyboard.type('docu');
    await page.waitForTimeout(500);
    expect(await rows.allTextContents()).not.toContainEqual(expect.stringMatching(/^document/));
  });

  it('shows the docstring on hover', async () => {
    await open('first', cellText);
    await page
      .locator('#first .view-line span', { hasText: /^plot$/ })
      .last()
      .hover();
    await page.locator('.monaco-hover', { hasText: 'Add a point to the line named' }).waitFor();
  });

  it('knows what the engine adds to a tensor, and shows its docstring whole', async () => {
    await open(
      'first',
      "import { tensor } from 'risotto';\nconst a = tensor([1, 2]).exp();\nconsole.log(a.matmul(a));\n",
    );
    await open('second', 'const name: string = 1;');
    await page.locator('#second .squiggly-error').waitFor();
    expect(await page.locator('#first .squiggly-error').count()).toBe(0);
    await page.locator('#first .view-line span', { hasText: /^exp$/ }).hover();
    const hover = page.locator('.monaco-hover', { hasText: 'Grad: gradOutput' });
    await hover.waitFor();
    expect(await hover.textContent()).toMatch(/https:\/\/pytorch/);
    expect(await hover.locator('br').count()).toBeGreaterThan(0);
  });

  it('opens behind static code: in a host that is still hidden', async () => {
    await page.evaluate(() => ((document.getElementById('first') as HTMLElement).hidden = true));
    await open('first', cellText);
    await focus('first', { line: 5, column: 6 });
    await page.keyboard.type('4');
    expect(await text('first')).toContain('let w4 = 0.5');
    const heights = await page.evaluate(() =>
      ['static', 'first'].map((id) => document.getElementById(id)?.offsetHeight ?? 0),
    );
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThan(10);
    await expect
      .poll(() => page.locator('#first .monaco-editor').evaluate((node) => node.clientWidth))
      .toBeGreaterThan(600);
  });

  it('underlines a type error, knows siblings, and still runs', async () => {
    await open('first', "import { pot } from './01-pot.ts';\nconst name: string = pot;", {
      '01-pot.ts': '/** A pot. */\nexport const pot: number = 1;',
    });
    await page.locator('#first .squiggly-error').waitFor();
    await focus('first', { line: 2, column: 7 });
    await page.keyboard.press('F8');
    await page.getByText("Type 'number' is not assignable to type 'string'").first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Shift+Enter');
    expect(await calls()).toEqual(['first run', 'first check']);
  });

  it('leaves right code without underlines', async () => {
    await open('first', cellText);
    await open('second', 'const name: string = 1;');
    await page.locator('#second .squiggly-error').waitFor();
    await page.waitForTimeout(500);
    expect(await page.locator('#first .squiggly-error').count()).toBe(0);
  });

  it('looks as the static code does: same height, same colours, quantities marked', async () => {
    await open('first', cellText);
    await open('second', cellText);
    const compare = await page.evaluate(() => {
      const word = (root: string, name: string): string => {
        const all = [...document.querySelectorAll(`${root} span`)];
        const found = all.find((span) => span.childElementCount === 0 && span.textContent?.trim() === name);
        return found ? getComputedStyle(found).color : 'absent';
      };
      const colours = (root: string): string[] =>
        ['import', 'Math', 'number', 'dw', 'x', '3'].map((name) => word(root, name));
      const lines = document.querySelectorAll('#static .line').length;
      const height = (id: string): number => document.getElementById(id)?.offsetHeight ?? 0;
      return {
        still: colours('#static'),
        first: colours('#first'),
        // Monaco rounds the height of a line to whole pixels.
        difference: Math.abs(height('static') - height('first')) / lines,
        brackets: document.querySelectorAll('[class*="bracket-highlighting"]').length,
      };
    });
    expect(compare.first).toEqual(compare.still);
    expect(compare.difference).toBeLessThanOrEqual(0.5);
    expect(compare.brackets).toBe(0);
  });

  it('follows the theme', async () => {
    await open('first', cellText);
    const colour = (): Promise<string> =>
      page
        .locator('#first .view-line span', { hasText: /^import$/ })
        .first()
        .evaluate((span) => getComputedStyle(span).color);
    const light = await colour();
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    await expect.poll(colour).not.toBe(light);
  });

  it('is named, and says how it is left', async () => {
    await open('first', 'let a = 1;');
    const box = page.getByRole('textbox', { name: 'Cell first: one pot, code' });
    expect(await box.getAttribute('aria-describedby')).toBe('hint');
  });

  it('replaces its text as one step that undo takes back', async () => {
    await open('first', 'let a = 1;\nlet c = 3;');
    await page.evaluate(() => window.bench.editors['first']?.setText('let a = 1;\nlet b = 2;\nlet c = 3;'));
    await focus('first');
    await page.keyboard.press('Control+z');
    expect(await text('first')).toBe('let a = 1;\nlet c = 3;');
  });

  it('marks a line and clears it', async () => {
    await open('first', cellText);
    await page.evaluate(() => window.bench.editors['first']?.markError({ line: 9, column: 9, message: 'burnt' }));
    await page.locator('#first .error-line').waitFor();
    await page.evaluate(() => window.bench.editors['first']?.markError());
    await expect.poll(() => page.locator('#first .error-line').count()).toBe(0);
  });

  it('shares its workers, frees what it held, and opens again', async () => {
    await open('first', cellText);
    await open('second', 'const name: string = 1;');
    await page.locator('#second .squiggly-error').waitFor();
    expect(asked(/typescript-worker/)).toHaveLength(1);
    await page.evaluate(() => window.bench.editors['first']?.dispose());
    expect(await page.locator('#first > *').count()).toBe(0);
    await open('first', 'const name: string = 2;');
    expect(await text('first')).toBe('const name: string = 2;');
    await page.locator('#first .squiggly-error').waitFor();
  });

  it('never lets two editors of one path write in each other', async () => {
    await page.evaluate(() => window.bench.open('first', 'one', 'dw/same.ts'));
    await page.evaluate(() => window.bench.open('second', 'two', 'dw/same.ts'));
    expect([await text('first'), await text('second')]).toEqual(['one', 'two']);
  });

  it('lets the wheel pass to the page', async () => {
    await page.setViewportSize({ width: 1000, height: 400 });
    await open('first', cellText);
    await page.locator('#first').hover();
    await page.mouse.wheel(0, 200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
  });
});
