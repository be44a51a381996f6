import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashOf, inlineScripts, withPolicy } from '../../scripts/site/csp.ts';
import { readTags } from '../../scripts/site/html.ts';

describe('readTags', () => {
  test('sees no tags in comments, attribute values, scripts or titles', () => {
    const html = `<!-- <b> --><title><i></title><p data-x="<u>" data-y='<s>'><script>"<em>"</script><br/>`;
    expect([...readTags(html)].map((tag) => tag.name)).toEqual(['title', 'p', 'script', 'br']);
  });

  test('reads quoted, bare and empty attributes and decodes them', () => {
    const [tag] = readTags(`<A HREF="?a=1&amp;b=2" id='x' class=y hidden>`);
    expect(tag?.name).toBe('a');
    expect([...(tag?.attributes ?? [])]).toEqual([
      ['href', '?a=1&b=2'],
      ['id', 'x'],
      ['class', 'y'],
      ['hidden', ''],
    ]);
  });
});

describe('the policy of a page', () => {
  const html =
    '<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>' +
    '<script>a("é")</script><script type="module">b()</script><script src="/c.js"></script>' +
    '<script type="application/json">{"d":1}</script></body></html>';

  test('hashes the inline scripts that run, as bytes', () => {
    expect(inlineScripts(html)).toEqual(['a("é")', 'b()']);
    const expected = createHash('sha256').update(Buffer.from('a("é")', 'utf8')).digest('base64');
    expect(hashOf('a("é")')).toBe(`'sha256-${expected}'`);
  });

  test('stands before anything that loads, after the charset', () => {
    const page = withPolicy(html, 'frame()');
    const [first, second] = [...readTags(page)].filter((tag) => tag.name === 'meta');
    expect(first?.attributes.get('charset')).toBe('utf-8');
    expect(second?.attributes.get('http-equiv')).toBe('Content-Security-Policy');
    const policy = second?.attributes.get('content') ?? '';
    for (const script of ['a("é")', 'b()', 'frame()']) expect(policy).toContain(hashOf(script));
    expect(policy).not.toContain(hashOf('{"d":1}'));
    expect(policy.split('; ').find((rule) => rule.startsWith('script-src'))).not.toContain('unsafe-inline');
  });

  test('refuses a page without a head', () => {
    expect(() => withPolicy('<p>x</p>', '')).toThrow(/head/);
  });
});
