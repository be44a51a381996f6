import { expect } from 'vitest';
import { createWasmKernels, KERNEL_BYTES } from '../../engine/kernels/wasm.ts';
import type { WasmKernels } from '../../engine/kernels/wasm-kernels.ts';

const memory = new WebAssembly.Memory({ initial: 400 });

function load(fused: boolean): WasmKernels {
  const found = createWasmKernels(memory, { fused });
  if (found === undefined) throw new Error('Tests of kernels need WebAssembly with SIMD.');
  return found;
}

export const kernels = load(false);
/** With fused products, where this machine has them. */
export const fusedKernels = load(true);

/** What lies before and after every array, so that a kernel that writes too much is found out. */
const GUARD = 123.25;
const GUARD_LENGTH = 8;

let next = KERNEL_BYTES;
const guarded: { readonly address: number; readonly length: number }[] = [];

/** An array in the kernels' memory: `misaligned` by so many numbers, 0 to 3. */
export class WasmArray {
  readonly address: number;
  readonly values: Float32Array;

  constructor(from: ArrayLike<number> | number, misaligned = 0) {
    const length = typeof from === 'number' ? from : from.length;
    this.address = next + (GUARD_LENGTH + misaligned) * 4;
    new Float32Array(memory.buffer, next, length + 2 * GUARD_LENGTH + misaligned).fill(GUARD);
    this.values = new Float32Array(memory.buffer, this.address, length);
    if (typeof from !== 'number') this.values.set(from);
    guarded.push({ address: this.address, length });
    next = (this.address + (length + GUARD_LENGTH) * 4 + 15) & ~15;
  }
}

/** Gives all arrays back; throws if anything was written outside one. */
export function releaseArrays(): void {
  for (const { address, length } of guarded) {
    const before = new Float32Array(memory.buffer, address - GUARD_LENGTH * 4, GUARD_LENGTH);
    const after = new Float32Array(memory.buffer, address + length * 4, GUARD_LENGTH);
    if (![...before, ...after].every((value) => value === GUARD)) throw new Error('A kernel wrote outside its array.');
  }
  guarded.length = 0;
  next = KERNEL_BYTES;
}

const bits = new DataView(new ArrayBuffer(4));

/** The number's place in the row of all float32 numbers, so that neighbours differ by 1. */
function rank(value: number): number {
  bits.setFloat32(0, value);
  const word = bits.getInt32(0);
  return word < 0 ? -(word & 0x7fffffff) : word;
}

/** How many float32 numbers apart: 0 for equal and for NaN against NaN. */
export function ulpsApart(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  if (a === b) return 0;
  if (!Number.isFinite(a) && Math.abs(b) < 3.4e38) return Infinity;
  return Math.abs(rank(a) - rank(b));
}

/** The worst of all pairs, for arrays that ought to be the same length. */
export function worstUlps(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (got.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < got.length; i++) worst = Math.max(worst, ulpsApart(got[i]!, Math.fround(expected[i]!)));
  return worst;
}

/** Bit for bit, but any NaN for any other: −0 is not 0. */
export function expectSame(got: Float32Array, expected: ArrayLike<number>): void {
  expect([...got]).toEqual([...Float32Array.from(expected)]);
}

let state = 1;

/** Numbers from −2 to 2, the same in every run. */
export function numbers(n: number): Float32Array {
  return Float32Array.from({ length: n }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 30;
  });
}

/** All the numbers that are not like others, among ordinary ones. */
export function oddNumbers(n: number): Float32Array {
  const odd = [0, -0, Infinity, -Infinity, NaN, 1e-40, -1e-40, 3e38, -3e38, 1.2e-38, 88.8, -88, -104, 1, -1];
  return numbers(n).map((value, i) => (i % 3 === 1 ? odd[((i / 3) | 0) % odd.length]! : value));
}

export const SIZES = [...Array.from({ length: 71 }, (_, i) => i), 1000, 4099];

/** Fails where a number is further than `tolerance` from what is expected, in units of the larger of 1 and that. */
export function expectClose(got: Float32Array, expected: ArrayLike<number>, tolerance: number): void {
  expect(got.length).toBe(expected.length);
  got.forEach((value, i) => {
    const error = Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!));
    if (!(error <= tolerance)) expect(value, `at ${i}`).toBeCloseTo(expected[i]!, -Math.log10(tolerance));
  });
}
