/** Static code as HTML, made at build: Shiki for the language, our own marks for the symbols. */
import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { markSymbols } from '../catalog/symbols.ts';

const theme = createCssVariablesTheme({ name: 'risotto', variablePrefix: '--code-' });
const highlighter = await createHighlighter({ langs: ['typescript'], themes: [theme] });

export function highlight(code: string): string {
  return highlighter.codeToHtml(code, {
    lang: 'typescript',
    theme: 'risotto',
    // No limit: on a busy machine a line would lose its colours, and two builds would differ.
    tokenizeTimeLimit: 0,
    decorations: markSymbols(code).map(({ start, end, className }) => ({
      start,
      end,
      properties: { class: className },
    })),
    transformers: [
      {
        // The box around it carries tabindex, role and label.
        pre: (node) => {
          delete node.properties['tabindex'];
        },
      },
    ],
  });
}
