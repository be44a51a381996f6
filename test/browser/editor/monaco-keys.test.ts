/** Nobody is trapped: what Tab, Escape and Ctrl+M do. */
import { beforeEach, describe, expect, it } from 'vitest';
import { focus, focused, open, page, text, useEditorPage, visit } from './bench.ts';
import { cellText } from './editor-page.ts';

useEditorPage();

describe('Tab in Monaco', () => {
  beforeEach(() => visit({ viewport: { width: 1000, height: 900 } }));

  it('is left by Tab when Tab brought the focus', async () => {
    await open('first', cellText);
    await page.locator('#before').focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('first');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('first');
  });

  it('indents once the learner types; Escape gives Tab back', async () => {
    await open('first', 'let a = 1;');
    await page.locator('#before').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type(' ');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('first');
    expect(await text('first')).toMatch(/^ {2}let a = 1;$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
  });

  it('indents after a click, and Ctrl+M toggles', async () => {
    await open('first', 'let a = 1;');
    await page.locator('#first .view-line').click({ position: { x: 1, y: 5 } });
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    expect(await text('first')).toBe('  let a = 1;');
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
  });

  it('lets Escape close the suggestions before it means Tab', async () => {
    await open('first', 'consol');
    await focus('first', { line: 1, column: 7 });
    await page.keyboard.type('e.l');
    await page.locator('.suggest-widget.visible').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('first');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
  });
});
