/** A start tag as it stands in a page, with what follows it up to its end tag if its content is raw text. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Offset of `<`. */
  readonly start: number;
  /** Offset just after `>`. */
  readonly end: number;
  /** The content of `script` and `style`, exactly as written: a hash is taken over it. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
  '#38': '&',
};
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title']);

// A quoted value may contain `<` and `>`, so attributes are matched one by one and not skipped up to `>`.
const TOKEN = /<!--[\s\S]*?-->|<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

function decode(value: string): string {
  return value.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function attributesOf(source: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of source.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), decode(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

/** Every start tag of a page in order. Comments and the insides of scripts and styles are not mistaken for tags. */
export function* readTags(html: string): Generator<Tag> {
  const token = new RegExp(TOKEN);
  for (let match = token.exec(html); match !== null; match = token.exec(html)) {
    if (match[1] === undefined) continue;
    const name = match[1].toLowerCase();
    const end = token.lastIndex;
    let text = '';
    if (RAW_TEXT.has(name)) {
      const close = html.slice(end).search(new RegExp(`</${name}[\\s/>]`, 'i'));
      const stop = close < 0 ? html.length : end + close;
      text = html.slice(end, stop);
      token.lastIndex = stop;
    }
    yield { name, attributes: attributesOf(match[2] ?? ''), start: match.index, end, text };
  }
}
