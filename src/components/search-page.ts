/** Search as one types: pages that bear the name first, then pages whose text has the words. All text is set as text. */
import { searchWords } from '../catalog/notation.ts';
import type { Named } from '../catalog/search-keys.ts';
import { findNamed, reallyFound } from './search-match.ts';

interface Found {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}
interface FullText {
  init(): Promise<void>;
  search(query: string): Promise<{ results: readonly { data(): Promise<Found> }[] }>;
}
interface Row {
  readonly kind: string | undefined;
  readonly url: string;
  readonly title: string;
  readonly says: readonly Node[];
}

const kindWords: Readonly<Record<string, string>> = { term: 'Glossary', kitchen: 'Scratchpad' };
const most = 20;
const base = import.meta.env.BASE_URL;
const box = document.querySelector<HTMLInputElement>('#search-box');
const list = document.querySelector('[data-results]');
const count = document.querySelector('[data-count]');
let loading: Promise<[readonly Named[], FullText]> | undefined;
let latest = 0;

async function load(): Promise<[readonly Named[], FullText]> {
  const [names, fullText] = await Promise.all([
    fetch(`${base}search-keys.json`).then((answer) => answer.json() as Promise<readonly Named[]>),
    import(/* @vite-ignore */ `${base}pagefind/pagefind.js`) as Promise<FullText>,
  ]);
  await fullText.init();
  return [names, fullText];
}

/** Pagefind's excerpts are escaped text with <mark> around the hits; rebuilt here as nodes, so nothing else gets in. */
function excerptNodes(excerpt: string): Node[] {
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...parsed.body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

function draw({ kind, url, title, says }: Row): HTMLElement {
  const item = document.createElement('li');
  const label = document.createElement('span');
  label.className = 'of';
  label.textContent = kindWords[kind ?? ''] ?? 'Lesson';
  const heading = document.createElement('h2');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  heading.append(link);
  const text = document.createElement('p');
  text.append(...says);
  item.append(label, heading, text);
  return item;
}

async function rowsFor(query: string): Promise<Row[]> {
  loading ??= load();
  const [names, fullText] = await loading;
  const named = findNamed(names, searchWords(query)).map((page): Row => ({
    kind: page.kind,
    url: base + page.path,
    title: page.title,
    says: [document.createTextNode(page.says)],
  }));
  const { results } = await fullText.search(query);
  const found = (await Promise.all(results.slice(0, most).map((result) => result.data()))).filter(({ excerpt }) =>
    reallyFound(excerpt, query),
  );
  const others = found
    .filter(({ url }) => !named.some((row) => row.url === url))
    .map(({ url, excerpt, meta, filters }): Row => ({
      kind: filters['kind']?.[0],
      url,
      title: meta['title'] ?? url,
      says: excerptNodes(excerpt),
    }));
  return [...named, ...others];
}

async function search(): Promise<void> {
  const query = box?.value.trim() ?? '';
  const turn = ++latest;
  history.replaceState(null, '', query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  if (!list || !count) return;
  if (!query) {
    list.replaceChildren();
    count.textContent = '';
    return;
  }
  try {
    const rows = await rowsFor(query);
    if (turn !== latest) return;
    list.replaceChildren(...rows.map(draw));
    count.textContent =
      rows.length === 0
        ? `Nothing for “${query}”. Try one word of it, or a symbol such as dw or ∂L/∂w.`
        : `${rows.length} ${rows.length === 1 ? 'page' : 'pages'}`;
  } catch {
    loading = undefined;
    if (turn === latest)
      count.textContent = 'The search index did not load. Are you offline, on a first visit? Try again in a moment.';
  }
}

if (box) {
  box.value = new URLSearchParams(location.search).get('q') ?? '';
  box.addEventListener('input', () => void search());
  box.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void search();
  });
  box.focus();
  if (box.value) void search();
}
