import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as pagefind from 'pagefind';

/** Symbols that readers type, which Pagefind would otherwise drop from words: "∂L/∂w" must stay findable. */
const SYMBOLS = '∂∇∑∏√∞≈≤≥≠±×·⊙⊤ᵀ∈∝→←/^_=+-*αβγδεηθκλμπρσςτφχψωΔΣΩ²³₀₁₂ₙᵢⱼŷ';

/** KaTeX writes an equation three times: as MathML, which is read, as its source, and as boxes to be looked at. */
const TWICE_SAID = ['.katex annotation', '.katex-html'];

/** Interfaces that Pagefind ships along and this site has its own of. Removed, so that no page comes to rely on one. */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\b/;

function must<T extends { errors: string[] }>(step: string, answer: T): T {
  if (answer.errors.length > 0) throw new Error(`search: ${step} failed: ${answer.errors.join('; ')}`);
  return answer;
}

/** Builds the search index of a built site into its `pagefind` folder; returns how many pages it holds. */
export async function buildSearch(site: string): Promise<number> {
  const { index } = must(
    'starting Pagefind',
    await pagefind.createIndex({ includeCharacters: SYMBOLS, excludeSelectors: TWICE_SAID }),
  );
  if (index === undefined) throw new Error('search: Pagefind gave no index.');
  try {
    const { page_count: pages } = must('reading the pages', await index.addDirectory({ path: site }));
    const outputPath = join(site, 'pagefind');
    must('writing the index', await index.writeFiles({ outputPath }));
    for (const name of await readdir(outputPath)) if (UNUSED.test(name)) await rm(join(outputPath, name));
    return pages;
  } finally {
    await pagefind.close();
  }
}
