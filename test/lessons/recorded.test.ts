import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { cellFiles, recordCell, recordingOf } from '../../scripts/record.ts';

const files = await cellFiles();

describe('the recorded output of each cell is what the cell prints today', () => {
  it('finds cells', () => {
    expect(files.length).toBeGreaterThan(0);
  });
  it.each(files)('%s', async (file) => {
    expect(await recordCell(file)).toBe(await readFile(recordingOf(file), 'utf8'));
  });
});
