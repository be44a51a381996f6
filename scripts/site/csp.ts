import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { readTags } from './html.ts';

const DATA_TYPES = /^(?:application\/(?:\w+\+)?json|importmap|speculationrules|text\/template|text\/plain)$/i;

/** The source expression that lets exactly this inline script run. */
export function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`;
}

/** The inline scripts of a page that a browser would run. */
export function inlineScripts(html: string): string[] {
  return [...readTags(html)]
    .filter((tag) => tag.name === 'script' && !tag.attributes.has('src'))
    .filter((tag) => !DATA_TYPES.test(tag.attributes.get('type') ?? '') || tag.attributes.get('type') === 'importmap')
    .map((tag) => tag.text);
}

/**
 * The policy of one page. `blob:`, `'wasm-unsafe-eval'` and the hash of the sandbox frame's script are there
 * because a `srcdoc` frame inherits its page's policy; `'unsafe-inline'` for styles because Monaco and KaTeX
 * set style attributes. `frame-src 'none'` does not touch a `srcdoc` frame, but keeps it from leaving.
 */
function policyFor(scripts: readonly string[], frameScript: string): string {
  const hashes = [...new Set([...scripts, frameScript].map(hashOf))].sort();
  return [
    "default-src 'self'",
    `script-src 'self' blob: 'wasm-unsafe-eval' ${hashes.join(' ')}`,
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-src 'none'",
  ].join('; ');
}

/** A page with its policy as the first thing in its head that could load anything. */
export function withPolicy(html: string, frameScript: string): string {
  // The charset must stay within the first 1,024 bytes, and hashes are long: so the policy goes after it.
  const head = /<head\b[^>]*>(?:\s*<meta\s+charset=[^>]*>)?/i.exec(html);
  if (head === null) throw new Error('csp: a page has no <head>; the policy has no place to stand.');
  const at = head.index + head[0].length;
  const policy = policyFor(inlineScripts(html), frameScript);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html.slice(0, at) + meta + html.slice(at);
}

/** Writes a policy into each of the pages. */
export async function addPolicies(pages: readonly string[], frameScript: string): Promise<void> {
  for (const page of pages) {
    const html = await readFile(page, 'utf8');
    await writeFile(page, withPolicy(html, frameScript));
  }
}
