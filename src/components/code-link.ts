/**
 * Code in the fragment of an address: `#code=` and the text, deflated, in base64url. A browser sends no fragment to
 * any server. What comes back may have been written by anyone, so every step has a limit and a sentence for its failure.
 */

export const LINK_LIMIT = 1_000_000;
const start = '#code=';

export type FromLink = { readonly text: string } | { readonly trouble: string };

/** Does this fragment claim to bring code? */
export function bringsCode(fragment: string): boolean {
  return fragment.startsWith(start);
}

/** The fragment for `text`. */
export async function linkTo(text: string): Promise<FromLink> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LINK_LIMIT)
    return { trouble: `The code has ${words(bytes.length)}; a link can carry up to ${words(LINK_LIMIT)}.` };
  const packed = await passThrough(bytes, new CompressionStream('deflate-raw'), 2 * LINK_LIMIT);
  if (!packed) return { trouble: 'This browser could not compress the code.' };
  const fragment = start + toBase64Url(packed);
  if (fragment.length > LINK_LIMIT)
    return { trouble: `The link would have ${words(fragment.length)}; up to ${words(LINK_LIMIT)} can be read back.` };
  return { text: fragment };
}

/** The code that a fragment brings. Never throws, whatever it is given. */
export async function readLink(fragment: string): Promise<FromLink> {
  if (!bringsCode(fragment)) return { trouble: `A link with code starts with "${start}"; this one does not.` };
  if (fragment.length > LINK_LIMIT)
    return { trouble: `The link has ${words(fragment.length)}; up to ${words(LINK_LIMIT)} are read.` };
  const packed = fromBase64Url(fragment.slice(start.length));
  if (!packed || packed.length === 0)
    return {
      trouble:
        'The link holds characters that no such link has, or nothing at all. Ask for it again, or copy it whole.',
    };
  try {
    const bytes = await passThrough(packed, new DecompressionStream('deflate-raw'), LINK_LIMIT);
    if (!bytes) return { trouble: `The code in the link is longer than ${words(LINK_LIMIT)}, so it is not unpacked.` };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n') };
  } catch {
    return {
      trouble:
        'The code in the link is damaged; often a part of the link was cut off. Ask for it again, or copy it whole.',
    };
  }
}

function words(bytes: number): string {
  return `${bytes.toLocaleString('en')} bytes`;
}

/** What comes out of `change`; undefined as soon as it is more than `limit`, however much more would come. */
async function passThrough(
  bytes: Uint8Array<ArrayBuffer>,
  change: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(change).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(value);
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  // In pieces, since a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
