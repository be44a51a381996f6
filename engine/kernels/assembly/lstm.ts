import { constant, ONE } from './constants';
import { sigmoid4, tanh4 } from './exponential';
import { loadUpTo, storeUpTo } from './lanes';

/** y · (1 − y), the slope of the sigmoid. */
@inline
function sigmoidSlope(y: v128): v128 {
  return f32x4.mul(y, f32x4.sub(constant(ONE), y));
}

/** 1 − y², the slope of tanh, as two factors for the digits' sake. */
@inline
function tanhSlope(y: v128): v128 {
  return f32x4.mul(f32x4.sub(constant(ONE), y), f32x4.add(constant(ONE), y));
}

/**
 * One step of an LSTM from its gates [n, 4h] (input, forget, cell, output, before their nonlinearities) and c [n, h].
 *
 * `out` is [n, 2h], h beside c. `saved` is [n, 5h]: the four gates and tanh of the new c. Rows of c lie `cRowStride`
 * apart; 0 stands for h.
 */
export function lstmCell(n: i32, h: i32, out: usize, gates: usize, c: usize, saved: usize, cRowStride: i32): void {
  const width = <usize>h << 2;
  const cStep = cRowStride == 0 ? width : <usize>cRowStride << 2;
  for (let r = 0; r < n; r++, out += 2 * width, gates += 4 * width, c += cStep, saved += 5 * width) {
    for (let j = 0; j < h; j += 4) {
      const at = <usize>j << 2;
      const count = h - j;
      const input = sigmoid4(loadUpTo(gates + at, count));
      const forget = sigmoid4(loadUpTo(gates + width + at, count));
      const cell = tanh4(loadUpTo(gates + 2 * width + at, count));
      const output = sigmoid4(loadUpTo(gates + 3 * width + at, count));
      const next = f32x4.add(f32x4.mul(forget, loadUpTo(c + at, count)), f32x4.mul(input, cell));
      const squashed = tanh4(next);
      storeUpTo(out + at, count, f32x4.mul(output, squashed));
      storeUpTo(out + width + at, count, next);
      storeUpTo(saved + at, count, input);
      storeUpTo(saved + width + at, count, forget);
      storeUpTo(saved + 2 * width + at, count, cell);
      storeUpTo(saved + 3 * width + at, count, output);
      storeUpTo(saved + 4 * width + at, count, squashed);
    }
  }
}

/** gradGates [n, 4h] and gradC [n, h] from gradOutput [n, 2h]; none may be 0. */
export function lstmCellBackward(
  n: i32,
  h: i32,
  gradGates: usize,
  gradC: usize,
  gradOutput: usize,
  c: usize,
  saved: usize,
  cRowStride: i32,
): void {
  const width = <usize>h << 2;
  const cStep = cRowStride == 0 ? width : <usize>cRowStride << 2;
  for (let r = 0; r < n; r++) {
    for (let j = 0; j < h; j += 4) {
      const at = <usize>j << 2;
      const count = h - j;
      const input = loadUpTo(saved + at, count);
      const forget = loadUpTo(saved + width + at, count);
      const cell = loadUpTo(saved + 2 * width + at, count);
      const output = loadUpTo(saved + 3 * width + at, count);
      const squashed = loadUpTo(saved + 4 * width + at, count);
      const gradH = loadUpTo(gradOutput + at, count);
      const through = f32x4.mul(f32x4.mul(gradH, output), tanhSlope(squashed));
      const gradNext = f32x4.add(loadUpTo(gradOutput + width + at, count), through);
      storeUpTo(gradC + at, count, f32x4.mul(gradNext, forget));
      const before = loadUpTo(c + at, count);
      storeUpTo(gradGates + at, count, f32x4.mul(f32x4.mul(gradNext, cell), sigmoidSlope(input)));
      storeUpTo(gradGates + width + at, count, f32x4.mul(f32x4.mul(gradNext, before), sigmoidSlope(forget)));
      storeUpTo(gradGates + 2 * width + at, count, f32x4.mul(f32x4.mul(gradNext, input), tanhSlope(cell)));
      storeUpTo(gradGates + 3 * width + at, count, f32x4.mul(f32x4.mul(gradH, squashed), sigmoidSlope(output)));
    }
    gradGates += 4 * width;
    gradC += width;
    gradOutput += 2 * width;
    c += cStep;
    saved += 5 * width;
  }
}
