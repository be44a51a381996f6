import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/sources.ts';
import { cellGlobals } from '../../src/components/editor/cell-globals.ts';

test('cells are checked against the same globals that the editor offers', () => {
  const [comment, ...declared] = readFileSync(join(root, 'lessons/cell-globals.d.ts'), 'utf8').split('\n');
  expect(comment).toMatch(/^\/\//);
  expect(declared.join('\n')).toBe(cellGlobals);
});
