import { posix } from 'node:path';
import ts from 'typescript';
import type { Violation } from './rules.ts';

const BANNED_NAME = /(?:^|[-_.])(?:utils?|helpers?|common|misc|managers?)(?:[-_.]|$)/i;
const LONGEST_INDEX = 40;

/** Files that a tool insists on reading a default export from. */
const MAY_DEFAULT = /(?:^|\/)[\w.-]+\.config\.(?:ts|js)$/;

/** Names that exist in a browser or in Node, but not in the language. */
const HOST_GLOBALS = new Set(
  (
    'window document navigator location localStorage sessionStorage indexedDB fetch XMLHttpRequest WebSocket Worker ' +
    'postMessage requestAnimationFrame setTimeout setInterval performance crypto process Buffer require __dirname ' +
    '__filename global HTMLElement Element Node Event CustomEvent URL Blob caches self console queueMicrotask'
  ).split(' '),
);

/** Banned names in the path of a file. */
export function checkName(file: string): Violation[] {
  return file
    .split('/')
    .filter((part) => BANNED_NAME.test(part))
    .map((part) => ({ file, line: 1, message: `"${part}": name it after what it does` }));
}

const isDefaultExport = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) ||
  (ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)) ||
  (ts.isExportSpecifier(node) && node.name.text === 'default');

const isStarExport = (node: ts.Node): boolean =>
  ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause));

/** The shape of a module: no default export, a short index that names what it exports. */
export function checkModule(file: string, source: string): Violation[] {
  const found: Violation[] = [];
  const isIndex = posix.basename(file) === 'index.ts' && !file.startsWith('src/pages/');
  const lines = source.trimEnd().split('\n').length;
  if (isIndex && lines >= LONGEST_INDEX) {
    found.push({ file, line: lines, message: `an index has fewer than ${LONGEST_INDEX} lines; this one has ${lines}` });
  }
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    if (isDefaultExport(node) && !MAY_DEFAULT.test(file)) found.push({ file, line, message: 'no default exports' });
    if (isIndex && isStarExport(node))
      found.push({ file, line, message: 'an index names what it exports: no `export *`' });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Whether an identifier is a use of a name from outside, and not a property or something declared under that name. */
function isFreeUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return (parent as Partial<ts.NamedDeclaration>).name !== node;
}

function declaredNames(tree: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = (node as Partial<ts.NamedDeclaration>).name;
    const declares = !ts.isPropertyAccessExpression(node) && !ts.isShorthandPropertyAssignment(node);
    if (declares && name !== undefined && ts.isIdentifier(name)) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

/** Code that must run anywhere and give the same answer every time: no host, no unseeded randomness. */
export function checkPure(file: string, source: string): Violation[] {
  const found: Violation[] = [];
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const declared = declaredNames(tree);
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    if (ts.isPropertyAccessExpression(node) && node.getText(tree) === 'Math.random') {
      found.push({ file, line, message: 'Math.random cannot be seeded: take a Generator' });
    }
    if (ts.isPropertyAccessExpression(node) && ['Date.now', 'globalThis.process'].includes(node.getText(tree))) {
      found.push({ file, line, message: `${node.getText(tree)} belongs to the host` });
    }
    if (ts.isIdentifier(node) && HOST_GLOBALS.has(node.text) && !declared.has(node.text) && isFreeUse(node)) {
      found.push({ file, line, message: `${node.text} belongs to the host` });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
