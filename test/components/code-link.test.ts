import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINK_LIMIT, linkTo, readLink, type FromLink } from '../../src/components/code-link.ts';

const fragmentOf = (bytes: Uint8Array): string => `#code=${Buffer.from(bytes).toString('base64url')}`;
const textOf = (result: FromLink): string => ('text' in result ? result.text : `trouble: ${result.trouble}`);
const troubleOf = (result: FromLink): string => ('trouble' in result ? result.trouble : `text: ${result.text}`);

/** Reads with a clock: a hostile link may be refused, but it must not hold the page. */
async function readInTime(fragment: string): Promise<FromLink> {
  const began = performance.now();
  const result = await readLink(fragment);
  expect(performance.now() - began).toBeLessThan(5_000);
  return result;
}

describe('a link with code', () => {
  it('brings back every text, to the last character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 2000 }), async (text) => {
        // Half a surrogate pair is no text that could be sent.
        const sent = text.replaceAll(/\p{Cs}/gu, '?').replaceAll('\r\n', '\n');
        expect(textOf(await readInTime(textOf(await linkTo(sent))))).toBe(sent);
      }),
      { numRuns: 500 },
    );
  });

  it('is made of characters that survive in an address', async () => {
    expect(textOf(await linkTo('const é = "∂L/∂w";\n'.repeat(50)))).toMatch(/^#code=[\w-]+$/);
  });

  it('is refused when the code is too long', async () => {
    expect(troubleOf(await linkTo('x'.repeat(LINK_LIMIT + 1)))).toContain('1,000,001 bytes');
    expect(textOf(await linkTo('x'.repeat(LINK_LIMIT)))).toMatch(/^#code=/);
  });
});

describe('a link from anywhere', () => {
  it('never throws and never takes long, whatever the fragment', async () => {
    const fragment = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map((rest) => `#code=${rest}`),
      fc.base64String({ maxLength: 400 }).map((rest) => `#code=${rest.replace(/=+$/, '')}`),
      fc.uint8Array({ maxLength: 400 }).map(fragmentOf),
    );
    await fc.assert(
      fc.asyncProperty(fragment, async (each) => {
        const result = await readInTime(each);
        expect('text' in result || result.trouble.length > 20).toBe(true);
      }),
      { numRuns: 4000 },
    );
  });

  it('never takes a damaged link for a whole one without a word, when its end is cut off', async () => {
    const text = 'import { tensor } from "risotto";\nconsole.log(tensor([1, 2]));\n';
    const whole = textOf(await linkTo(text));
    for (let length = 6; length < whole.length; length += 1) {
      const result = await readInTime(whole.slice(0, length));
      expect(textOf(result)).toMatch(/^trouble/);
    }
  });

  it.each([
    ['nothing', '#code=', /nothing at all/],
    ['percent signs', '#code=%00%ff', /characters that no such link has/],
    ['bytes that are no text', fragmentOf(deflateRawSync(Buffer.from([0xff, 0xfe, 0x80]))), /damaged/],
    ['something after the end', fragmentOf(Buffer.concat([deflateRawSync('ok'), Buffer.from('more')])), /damaged/],
    ['more than a megabyte', `#code=${'A'.repeat(LINK_LIMIT)}`, /1,000,006 bytes/],
    ['a bomb', fragmentOf(deflateRawSync(Buffer.alloc(700_000_000))), /longer than 1,000,000 bytes/],
  ])('says what is wrong with %s', async (_, fragment, says) => {
    expect(troubleOf(await readInTime(fragment))).toMatch(says);
  });
});
