/** TypeScript to JavaScript with every line where it was. Loaded when the first program is run. */
import { transform } from 'sucrase';
import type { ErrorInfo } from '../../grading/index.ts';

/** Longest text of one module: sucrase is quick, but it runs on the page's own thread. */
const MAX_TEXT = 200_000;

export type Transpiled =
  { readonly kind: 'code'; readonly code: string } | { readonly kind: 'failed'; readonly error: ErrorInfo };

interface SucraseError extends Error {
  readonly loc?: { readonly line: number; readonly column: number };
}

function failed(module: string, message: string, help: string, at?: { line: number; column: number }): Transpiled {
  return { kind: 'failed', error: { name: 'SyntaxError', message, module, help, ...at } };
}

/* "Error transforming x: Unexpected token, expected "," (1:47)": only the middle is for the learner. */
function plainMessage(message: string): string {
  return message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, '');
}

/** Removes the types of one module. Imports that only types use go as well. */
export function transpile(module: string, text: string): Transpiled {
  if (text.length > MAX_TEXT) {
    return failed(module, `The text has ${text.length} characters`, `A cell may have at most ${MAX_TEXT} characters.`);
  }
  try {
    const { code } = transform(text, { transforms: ['typescript'], disableESTransforms: true, filePath: module });
    return { kind: 'code', code };
  } catch (thrown) {
    if (thrown instanceof RangeError) {
      return failed(module, 'The code is nested too deeply', 'Split the expression into several steps.');
    }
    const error = thrown as SucraseError;
    const at = error.loc === undefined ? undefined : { line: error.loc.line, column: error.loc.column };
    const help = 'The code cannot be read from here on: look for a missing bracket, quote or comma just before.';
    return failed(module, plainMessage(error.message), help, at);
  }
}
