/** How equations are typeset, for Markdown and components alike. */
import katex from 'katex';
import { symbolMacros } from './symbols.ts';

export const mathOptions = {
  macros: symbolMacros(),
  // The symbols' colours need a class; nothing else of KaTeX's HTML commands is allowed.
  trust: (context: { command: string }) => context.command === '\\htmlClass',
  // htmlClass counts as an extension of LaTeX; every other departure is an error.
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  throwOnError: true,
} as const;

/** An equation as HTML with MathML beside it. */
export function renderMath(tex: string, displayMode = false): string {
  return katex.renderToString(tex, { ...mathOptions, macros: { ...mathOptions.macros }, displayMode });
}
