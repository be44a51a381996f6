/**
 * One spelling for what people type: `∂L/∂w`, `dL / dW` and `\frac{\partial L}{\partial w}` become the same key.
 * Used on the entries when the index is built and on the query when it is searched.
 */
export function normaliseNotation(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\partial|∂/g, 'd')
    .replace(/\\nabla|∇/g, 'grad ')
    .replace(/[\\{}$]/g, '')
    .toLowerCase()
    .replace(/\bd\s+(?=[a-z]\b)/g, 'd')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words under which an entry is found: a fraction of differentials becomes one word (`dl/dw` → `dlbydw`). */
export function notationKeys(spellings: readonly string[]): string[] {
  return [...new Set(spellings.map(searchWords))];
}

/** A query as the index knows it. */
export function searchWords(query: string): string {
  return normaliseNotation(query).replace(/(d[a-z]+)\/(d[a-z]+)/g, '$1by$2');
}
