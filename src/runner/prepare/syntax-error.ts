/** Finds the place of a syntax error for which the engine gives none. Loaded only when there is one. */
import { parse } from 'acorn';
import type { ErrorInfo } from '../../grading/index.ts';
import type { LinkedModule } from '../sandbox/messages.ts';

interface AcornError extends SyntaxError {
  readonly loc: { readonly line: number; readonly column: number };
}

/** The first syntax error of the modules, in loading order. */
export function findSyntaxError(modules: readonly LinkedModule[]): ErrorInfo | undefined {
  for (const module of modules) {
    // Specifiers were cut out; any text between the quotes will do.
    const code = module.code.join('_');
    try {
      parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    } catch (thrown) {
      const { message, loc } = thrown as AcornError;
      const plain = message.replace(/ \(\d+:\d+\)$/, '');
      return { name: 'SyntaxError', message: plain, module: module.name, line: loc.line, column: loc.column + 1 };
    }
  }
  return undefined;
}
