/** The editor without Monaco: on touch screens, and where Monaco cannot load. */
import { beforeEach, describe, expect, it } from 'vitest';
import { asked, calls, focus, focused, forgive, open, page, text, useEditorPage, visit } from './bench.ts';
import { cellText } from './editor-page.ts';

useEditorPage();

describe('Monaco that cannot load', () => {
  it('becomes a plain editor', async () => {
    await visit({ viewport: { width: 1000, height: 900 } });
    await page.route(/monaco-editor/, (route) => route.abort());
    expect(await open('first', cellText)).toBe('plain');
    await focus('first');
    await page.keyboard.type('// typed\n');
    expect(await text('first')).toContain('// typed');
    forgive(/ERR_FAILED|Unable to preload/);
  });
});

describe('on a phone', () => {
  beforeEach(() => visit({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }));

  it('is a text area, and loads nothing of Monaco', async () => {
    expect(await open('first', cellText)).toBe('plain');
    await page.getByRole('textbox', { name: 'Cell first: one pot, code' }).tap();
    expect(asked(/monaco|worker|codicon/)).toEqual([]);
  });

  it('shows all of its text, breaking lines where the copy breaks them', async () => {
    await open('first', `${cellText}\n// ${'a long line that has to break somewhere '.repeat(4)}`);
    const heights = await page.evaluate(() => {
      const area = document.querySelector('textarea') as HTMLTextAreaElement;
      const copy = document.querySelector('.plain-editor-copy') as HTMLElement;
      return {
        text: area.scrollHeight,
        box: area.clientHeight,
        copy: copy.scrollHeight,
        page: document.documentElement.scrollWidth,
      };
    });
    expect(heights.text).toBe(heights.copy);
    expect(heights.box).toBe(heights.copy);
    expect(heights.page).toBeLessThanOrEqual(390);
  });

  it('keeps the indentation, runs by Ctrl+Enter, and Tab leaves', async () => {
    await open('first', '  let a = 1;');
    await focus('first', { line: 1, column: 13 });
    await page.keyboard.press('Enter');
    await page.keyboard.type('b');
    expect(await text('first')).toBe('  let a = 1;\n  b');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Shift+Enter');
    expect(await calls()).toEqual(['first run', 'first check']);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
  });

  it('replaces its text as a step that undo takes back', async () => {
    await open('first', 'one');
    await page.evaluate(() => window.bench.editors['first']?.setText('one two'));
    expect(await text('first')).toBe('one two');
    await focus('first');
    await page.keyboard.press('Control+z');
    expect(await text('first')).toBe('one');
  });
});
