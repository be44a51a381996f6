import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ArgumentError, digitsFromBytes, tableFromCsv, tensor, type Tensor } from '../../../engine/index.ts';
import { root } from '../../../scripts/sources.ts';

const read = (name: string): Uint8Array => readFileSync(join(root, 'public/data', name));
const countsOf = (labels: Tensor): number[] => {
  const counts: number[] = [];
  for (const label of labels.toArray() as number[]) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};

test('every file is as its README describes it', () => {
  const readme = read('README.md').toString();
  const files = readdirSync(join(root, 'public/data')).filter((name) => !/\.(?:md|txt)$/.test(name));
  expect(files).toEqual(['digits-test.bin', 'digits-train.bin', 'penguins.csv']);
  for (const name of files) {
    expect(readme).toContain(`| \`${name}\` | \`${createHash('sha256').update(read(name)).digest('hex')}\` |`);
  }
});

describe('the digits', () => {
  const [train, held] = [digitsFromBytes(read('digits-train.bin')), digitsFromBytes(read('digits-test.bin'))];

  test.each([
    ['training', train, 800],
    ['test', held, 200],
  ] as const)('for %s are grey pictures, as many of each digit', (_name, { images, labels }, perDigit) => {
    expect([images.shape, labels.shape]).toEqual([[10 * perDigit, 1, 28, 28], [10 * perDigit]]);
    expect(countsOf(labels)).toEqual(Array(10).fill(perDigit));
    expect([images.min().item(), images.max().item()]).toEqual([0, 1]);
    // Published means of MNIST: 0.1307 for training, 0.1325 for test; equal numbers of each digit change little.
    expect(images.mean().item()).toBeCloseTo(0.131, 2);
    for (const picture of [0, 5 * perDigit, 10 * perDigit - 1])
      expect(images.at(picture).sum().item()).toBeGreaterThan(10);
  });

  test('are labelled rightly: the nearest mean picture tells most of them', () => {
    const flat = train.images.reshape(8000, 784);
    const member = Float32Array.from({ length: 10 * 8000 }, (_, i) =>
      Number(train.labels.storage.data[i % 8000] === Math.floor(i / 8000)),
    );
    const means = tensor(member).reshape(10, 8000).matmul(flat).div(800);
    const pictures = held.images.reshape(2000, 784);
    // |x − m|² without |x|², which is the same for all ten.
    const distances = means.mul(means).sum(1).sub(pictures.matmul(means.T).mul(2));
    const right = distances.argmin(1).eq(held.labels).mean().item();
    expect(right).toBeGreaterThan(0.78);
    expect(right).toBeLessThan(0.86);
  });

  test('are refused if they are not whole', () => {
    const bytes = read('digits-test.bin');
    expect(() => digitsFromBytes(new TextEncoder().encode('<!doctype html>'))).toThrow('do not begin with DGT1');
    expect(() => digitsFromBytes(bytes.subarray(0, 8))).toThrow(ArgumentError);
    expect(() => digitsFromBytes(bytes.subarray(0, -1))).toThrow('Fetch the file again');
    expect(() => digitsFromBytes(bytes.subarray(0, 1000))).toThrow(ArgumentError);
    expect(() => digitsFromBytes(Uint8Array.from([...bytes, 7]))).toThrow(ArgumentError);
  });

  test('are read from a small file made by hand', () => {
    const bytes = [68, 71, 84, 49, 2, 0, 0, 0, 1, 0, 3, 0, 7, 4, 255, 0, 3, 51, 102];
    const { images, labels } = digitsFromBytes(Uint8Array.from([99, ...bytes]).subarray(1));
    expect(labels.toArray()).toEqual([7, 4]);
    expect(images.toArray()).toEqual([[[[1, 0, 0]]], [[[0, Math.fround(0.2), Math.fround(0.4)]]]]);
  });
});

describe('the penguins', () => {
  const text = read('penguins.csv').toString();
  const features = ['beakLengthMm', 'beakDepthMm', 'flipperLengthMm', 'bodyMassG'];

  test('are all there, but for two that were not measured', () => {
    const table = tableFromCsv(text, { features, label: 'species' });
    expect(table.classNames).toEqual(['adelie', 'chinstrap', 'gentoo']);
    expect(table.features.shape).toEqual([342, 4]);
    expect(countsOf(table.labels)).toEqual([151, 68, 123]);
    expect(table.features.at(0).toArray()).toEqual([39.1, 18.7, 181, 3750].map(Math.fround));
    expect(table.features.min(0).values.toArray()).toEqual([32.1, 13.1, 172, 2700].map(Math.fround));
    expect(table.features.max(0).values.toArray()).toEqual([59.6, 21.5, 231, 6300].map(Math.fround));
  });

  test('can be told apart otherwise too', () => {
    const { classNames, labels } = tableFromCsv(text, { features: ['bodyMassG'], label: 'sex' });
    expect([classNames, countsOf(labels)]).toEqual([
      ['female', 'male'],
      [165, 168],
    ]);
  });
});

test('a table says what is wrong with it', () => {
  const options = { features: ['a'], label: 'b' };
  expect(tableFromCsv('b,a\r\nx,1\r\nw,2\r\n,3\n', options).labels.toArray()).toEqual([1, 0]);
  expect(() => tableFromCsv('a,c\n1,x', options)).toThrow('got no column "b"; expected one of a, c');
  expect(() => tableFromCsv('a,b\n1,x\none,x', options)).toThrow('got "one" in column "a"');
  expect(() => tableFromCsv('a,b\n"1",x', options)).toThrow('quoted');
});
