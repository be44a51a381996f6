import { readTags } from '../site/html.ts';

const FOREIGN = /^\s*(?:https?:|wss?:)?\/\//i;
/** Attributes from which a browser loads by itself. A link that a reader follows is not among them. */
const LOADING = ['src', 'poster', 'data', 'component-url', 'renderer-url', 'before-hydration-url', 'background'];
/** Relations of a `<link>` that only name a place. */
const NAMING = new Set(['canonical', 'alternate', 'license', 'author', 'help', 'me', 'next', 'prev']);

/** Addresses of other hosts that a page would load from. */
export function foreignInHtml(html: string): string[] {
  const found: string[] = [];
  for (const { name, attributes, text } of readTags(html)) {
    const candidates = LOADING.map((key) => attributes.get(key) ?? '');
    candidates.push(...(attributes.get('srcset') ?? '').split(',').map((part) => part.trim().split(/\s/)[0] ?? ''));
    const rel = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
    if (name === 'link' && !rel.every((word) => NAMING.has(word))) candidates.push(attributes.get('href') ?? '');
    if (name === 'image' || name === 'use') {
      candidates.push(attributes.get('href') ?? '', attributes.get('xlink:href') ?? '');
    }
    found.push(...candidates.filter((address) => FOREIGN.test(address)));
    found.push(...foreignInCss(attributes.get('style') ?? ''));
    if (name === 'style') found.push(...foreignInCss(text));
    if (name === 'script') found.push(...foreignInJs(text));
  }
  return found;
}

const CSS_ADDRESS = /(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/gi;

/** Addresses of other hosts that a style sheet would load from. */
export function foreignInCss(css: string): string[] {
  return [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(CSS_ADDRESS)].map((match) => match[1] ?? '');
}

const JS_CALL =
  /\b(?:fetch|import|importScripts|Worker|SharedWorker|EventSource|WebSocket|sendBeacon)\(\s*["'`]((?:https?:|wss?:)?\/\/[^"'`]+)/g;
const JS_STATIC = /\b(?:from|import)\s*["'](https?:\/\/[^"']+)["']/g;
const JS_ASSIGNED = /\.(?:src|srcset)\s*=\s*["'`]((?:https?:)?\/\/[^"'`]+)/g;

/** Addresses of other hosts that a script would load from, where they are written out. */
export function foreignInJs(source: string): string[] {
  return [JS_CALL, JS_STATIC, JS_ASSIGNED].flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
}
