import ts from 'typescript';

/** One place where a file names another module. */
export interface Import {
  readonly specifier: string;
  /** Erased before anything runs: `import type`, or every name marked `type`. */
  readonly typeOnly: boolean;
  /** An `import.meta.glob` pattern, which stands for many files. */
  readonly glob: boolean;
  readonly line: number;
}

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/g;
const FRONTMATTER = /^\s*---\r?\n([\s\S]*?)\r?\n---/;

/** A piece of TypeScript in a file, and the line it starts on. */
interface Piece {
  readonly text: string;
  readonly line: number;
}

function pieceAt(source: string, text: string, index: number): Piece {
  return { text, line: source.slice(0, index).split('\n').length };
}

/** The script parts of a file: all of a `.ts`, the scripts of a `.svelte`, the frontmatter and scripts of an `.astro`. */
function piecesOf(path: string, source: string): Piece[] {
  if (path.endsWith('.ts')) return [{ text: source, line: 1 }];
  const pieces = [...source.matchAll(SCRIPT)].map((match) =>
    pieceAt(source, match[1] ?? '', match.index + match[0].indexOf('>') + 1),
  );
  const frontmatter = path.endsWith('.astro') ? FRONTMATTER.exec(source) : null;
  if (frontmatter !== null) {
    const text = frontmatter[1] ?? '';
    pieces.push(pieceAt(source, text, frontmatter.index + frontmatter[0].indexOf(text)));
  }
  return pieces;
}

// MDX takes a paragraph that starts with one of these at the left edge as code.
const MDX_CODE = /^import\s*(?:[{'"*(]|\w+\s*,|\w+\s+from\b)|^export\s+(?:[{*]|\w+\s+[\w{[])|\{[^}]*\bimport\s*[.(]/;

/** The lines of an MDX file that are module code, outside fences. */
export function codeLinesOfMdx(source: string): number[] {
  const lines: number[] = [];
  let fence = '';
  source.split('\n').forEach((text, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark !== undefined && fence === '') fence = mark;
    else if (mark?.startsWith(fence)) fence = '';
    else if (fence === '' && MDX_CODE.test(text)) lines.push(index + 1);
  });
  return lines;
}

const isTypeOnly = (names: readonly { readonly isTypeOnly: boolean }[]): boolean =>
  names.length > 0 && names.every((name) => name.isTypeOnly);

function importIsTypeOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return clause.name === undefined && named !== undefined && ts.isNamedImports(named) && isTypeOnly(named.elements);
}

function exportIsTypeOnly(node: ts.ExportDeclaration): boolean {
  const clause = node.exportClause;
  return node.isTypeOnly || (clause !== undefined && ts.isNamedExports(clause) && isTypeOnly(clause.elements));
}

const isMeta = (node: ts.Node): boolean => ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;

function stringsIn(node: ts.Node | undefined): ts.StringLiteralLike[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node];
  return ts.isArrayLiteralExpression(node) ? node.elements.flatMap(stringsIn) : [];
}

/** A specifier that is not written out, as in `import(name)`. No rule can see through it. */
export const UNREADABLE = '(not a literal)';

/** Every module a file names, statically or not. */
export function readImports(path: string, source: string): Import[] {
  const found: Import[] = [];
  for (const piece of piecesOf(path, source)) {
    const file = ts.createSourceFile('piece.ts', piece.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
    const add = (node: ts.Node | undefined, at: ts.Node, typeOnly: boolean, glob = false): void => {
      const specifier = node !== undefined && ts.isStringLiteralLike(node) ? node.text : UNREADABLE;
      const line = piece.line + file.getLineAndCharacterOfPosition(at.getStart(file)).line;
      found.push({ specifier, typeOnly, glob, line });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node, importIsTypeOnly(node));
      else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
        add(node.moduleSpecifier, node, exportIsTypeOnly(node));
      } else if (ts.isImportTypeNode(node)) {
        add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, node, true);
      } else if (ts.isCallExpression(node)) {
        const called = node.expression;
        if (called.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], node, false);
        else if (ts.isIdentifier(called) && called.text === 'require') add(node.arguments[0], node, false);
        else if (ts.isPropertyAccessExpression(called) && isMeta(called.expression) && called.name.text === 'glob') {
          for (const pattern of stringsIn(node.arguments[0])) add(pattern, node, false, true);
        }
      } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'URL') {
        // `new URL('./x.ts', import.meta.url)` is how a bundler is told of a worker or an asset.
        const [first, base] = node.arguments ?? [];
        if (base !== undefined && ts.isPropertyAccessExpression(base) && isMeta(base.expression))
          add(first, node, false);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}
