import { expect, test } from 'vitest';
import { digitsFromBytes } from '../../engine/index.ts';
import { balancedChoice, digitsToBytes, readIdxImages, readIdxLabels } from '../../scripts/data/digits-format.ts';
import { penguinsToCsv } from '../../scripts/data/penguins-format.ts';

test('what is written is read back, long runs of zeros too', () => {
  const pixels = new Uint8Array(2 * 20 * 30);
  pixels[0] = 255;
  pixels[700] = 1;
  const { images, labels } = digitsFromBytes(
    digitsToBytes({ height: 20, width: 30, labels: Uint8Array.of(3, 8), pixels }),
  );
  expect([images.shape, labels.toArray()]).toEqual([
    [2, 1, 20, 30],
    [3, 8],
  ]);
  expect(images.mul(255).reshape(1200).toArray()).toEqual([...pixels]);
});

test('IDX files are read, and others refused', () => {
  const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 5, 6);
  expect(readIdxImages(images)).toEqual({ height: 1, width: 2, pixels: Uint8Array.of(5, 6) });
  expect([...readIdxLabels(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9))]).toEqual([7, 9]);
  expect(() => readIdxImages(images.subarray(0, 17))).toThrow('not IDX images');
  expect(() => readIdxLabels(images)).toThrow('not IDX labels');
});

test('the choice takes as many of each digit, spread out and in order', () => {
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 10);
  const chosen = balancedChoice({ height: 1, width: 1, pixels: Uint8Array.from(labels.keys()) }, labels, 2);
  expect([...chosen.pixels]).toEqual([...Array(10).keys(), ...Array.from({ length: 10 }, (_, i) => 20 + i)]);
  expect([...chosen.labels]).toEqual([...Array(10).keys(), ...Array(10).keys()]);
});

test('penguins become rows, with nothing for what is missing', () => {
  const penguin = { Species: 'Adelie', Island: 'Dream', 'Beak Length (mm)': 39.5, 'Beak Depth (mm)': null, Sex: '.' };
  expect(penguinsToCsv(JSON.stringify([penguin]))).toBe(
    'species,island,beakLengthMm,beakDepthMm,flipperLengthMm,bodyMassG,sex\nadelie,dream,39.5,,,,\n',
  );
});
