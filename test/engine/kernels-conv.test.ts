import { afterEach, describe, expect, test } from 'vitest';
import { fusedKernels, kernels as plainKernels, numbers, releaseArrays, WasmArray } from './wasm-memory.ts';

afterEach(releaseArrays);

interface Convolution {
  readonly batch: number;
  readonly channels: number;
  readonly size: readonly [number, number];
  readonly outChannels: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly groups: number;
}

const usual = {
  batch: 2,
  channels: 3,
  size: [8, 9],
  outChannels: 4,
  kernel: [3, 3],
  stride: [1, 1],
  padding: [0, 0],
  dilation: [1, 1],
  groups: 1,
} as const;

const CASES: readonly (readonly [string, Partial<Convolution>])[] = [
  ['plain', {}],
  ['padded', { padding: [1, 1] }],
  ['padded beyond the kernel', { padding: [4, 3] }],
  ['strided', { stride: [2, 3], padding: [1, 2] }],
  ['dilated', { dilation: [2, 3], padding: [2, 1] }],
  ['all at once', { dilation: [2, 1], stride: [3, 2], padding: [2, 3], kernel: [2, 4] }],
  ['grouped', { channels: 4, outChannels: 6, groups: 2, padding: [1, 1] }],
  ['one channel at a time', { channels: 5, outChannels: 5, groups: 5, padding: [1, 1] }],
  ['pointwise', { kernel: [1, 1], channels: 7 }],
  ['pointwise and grouped', { kernel: [1, 1], channels: 6, groups: 3, outChannels: 3 }],
  ['pointwise and strided', { kernel: [1, 1], stride: [2, 2] }],
  ['one window', { size: [3, 3] }],
  ['wider than its picture', { size: [2, 1], kernel: [5, 5], padding: [2, 2] }],
  ['larger', { size: [28, 28], channels: 8, outChannels: 16, padding: [1, 1] }],
];

const sizeAfter = (c: Convolution, axis: 0 | 1): number =>
  Math.floor((c.size[axis] + 2 * c.padding[axis] - c.dilation[axis] * (c.kernel[axis] - 1) - 1) / c.stride[axis] + 1);

/** Calls `visit` with the places of every product that a convolution is made of: in out, x and weight. */
function eachProduct(c: Convolution, visit: (out: number, x: number, weight: number) => void): void {
  const [outHeight, outWidth] = [sizeAfter(c, 0), sizeAfter(c, 1)];
  const [inGroup, outGroup] = [c.channels / c.groups, c.outChannels / c.groups];
  for (let b = 0; b < c.batch; b++) {
    for (let oc = 0; oc < c.outChannels; oc++) {
      for (let ic = 0; ic < inGroup; ic++) {
        const channel = Math.floor(oc / outGroup) * inGroup + ic;
        for (let o = 0; o < outHeight * outWidth; o++) {
          for (let k = 0; k < c.kernel[0] * c.kernel[1]; k++) {
            const [ky, kx] = [Math.floor(k / c.kernel[1]), k % c.kernel[1]];
            const y = Math.floor(o / outWidth) * c.stride[0] - c.padding[0] + ky * c.dilation[0];
            const x = (o % outWidth) * c.stride[1] - c.padding[1] + kx * c.dilation[1];
            if (y < 0 || x < 0 || y >= c.size[0] || x >= c.size[1]) continue;
            visit(
              (b * c.outChannels + oc) * outHeight * outWidth + o,
              ((b * c.channels + channel) * c.size[0] + y) * c.size[1] + x,
              (oc * inGroup + ic) * c.kernel[0] * c.kernel[1] + k,
            );
          }
        }
      }
    }
  }
}

/** Sums that know how wrong float32 may be about them: 2⁻²⁴ of the magnitudes for each number added. */
class Sums {
  readonly totals: Float64Array;
  readonly sizes: Float64Array;
  readonly counts: Int32Array;

  constructor(n: number) {
    this.totals = new Float64Array(n);
    this.sizes = new Float64Array(n);
    this.counts = new Int32Array(n);
  }

  add(i: number, value: number): void {
    this.totals[i]! += value;
    this.sizes[i]! += Math.abs(value);
    this.counts[i]! += 1;
  }

  expect(got: Float32Array): void {
    expect(got.length).toBe(this.totals.length);
    got.forEach((value, i) => {
      const error = Math.abs(value - this.totals[i]!);
      const bound = (this.counts[i]! + 1) * 2 ** -24 * this.sizes[i]!;
      if (!(error <= bound)) expect(error, `at ${i}`).toBeLessThanOrEqual(bound);
    });
  }
}

describe.each([
  ['rounded twice', plainKernels],
  ['fused', fusedKernels],
])('conv2d, %s', (_, kernels) => {
  test.each(CASES)('%s', (_name, change) => {
    const c: Convolution = { ...usual, ...change };
    const windows = sizeAfter(c, 0) * sizeAfter(c, 1);
    const k = (c.channels / c.groups) * c.kernel[0] * c.kernel[1];
    const x = new WasmArray(numbers(c.batch * c.channels * c.size[0] * c.size[1]), 1);
    const weight = new WasmArray(numbers(c.outChannels * k), 2);
    const bias = new WasmArray(numbers(c.outChannels), 3);
    const out = new WasmArray(c.batch * c.outChannels * windows);
    const workspace = new WasmArray(k * windows);
    const geometry = [
      ...[c.batch, c.channels, ...c.size, c.outChannels, ...c.kernel, ...c.stride, ...c.padding, ...c.dilation],
      c.groups,
    ] as Parameters<typeof kernels.conv2dForward> extends [...infer G, number, number, number, number, number]
      ? G
      : never;

    const forward = new Sums(out.values.length);
    eachProduct(c, (o, i, w) => forward.add(o, x.values[i]! * weight.values[w]!));
    kernels.conv2dForward(...geometry, out.address, x.address, weight.address, 0, workspace.address);
    forward.expect(out.values);
    out.values.forEach((_value, o) => forward.add(o, bias.values[Math.floor(o / windows) % c.outChannels]!));
    kernels.conv2dForward(...geometry, out.address, x.address, weight.address, bias.address, workspace.address);
    forward.expect(out.values);

    const gradOutput = new WasmArray(numbers(out.values.length), 1);
    const [gradInput, gradWeight] = [new WasmArray(x.values.length, 2), new WasmArray(weight.values.length, 3)];
    const dx = new Sums(x.values.length);
    const dw = new Sums(weight.values.length);
    eachProduct(c, (o, i, w) => {
      dx.add(i, gradOutput.values[o]! * weight.values[w]!);
      dw.add(w, gradOutput.values[o]! * x.values[i]!);
    });
    kernels.conv2dBackwardInput(...geometry, gradInput.address, gradOutput.address, weight.address, workspace.address);
    dx.expect(gradInput.values);
    kernels.conv2dBackwardWeight(...geometry, gradWeight.address, gradOutput.address, x.address, workspace.address);
    dw.expect(gradWeight.values);
  });
});

test('small convolutions are the same to the last bit, fused products or not', () => {
  const geometry = [2, 8, 14, 14, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1] as const;
  const x = new WasmArray(numbers(2 * 8 * 14 * 14));
  const weight = new WasmArray(numbers(16 * 8 * 9));
  const workspace = new WasmArray(8 * 9 * 14 * 14);
  const results = [plainKernels, fusedKernels].map((kernels) => {
    const out = new WasmArray(2 * 16 * 14 * 14);
    const gradInput = new WasmArray(x.values.length);
    const gradWeight = new WasmArray(weight.values.length);
    kernels.conv2dForward(...geometry, out.address, x.address, weight.address, 0, workspace.address);
    kernels.conv2dBackwardInput(...geometry, gradInput.address, out.address, weight.address, workspace.address);
    kernels.conv2dBackwardWeight(...geometry, gradWeight.address, out.address, x.address, workspace.address);
    return [out, gradInput, gradWeight].map(({ values }) => [...values]);
  });
  expect(results[1]).toEqual(results[0]);
});
