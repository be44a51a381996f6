import type { FloatArray } from '../tensor/storage.ts';
import { logistic } from './unary.ts';

// Rows of [i, f, g, o], each `hidden` numbers wide, beside rows of c; everything lies contiguous.

/** σ of i, f and o, tanh of g. */
export function activateGates(
  rows: number,
  hidden: number,
  out: FloatArray,
  gates: FloatArray,
  gatesOffset: number,
): void {
  const width = 4 * hidden;
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < width; j++) {
      const value = gates[gatesOffset + r * width + j]!;
      const isCandidate = j >= 2 * hidden && j < 3 * hidden;
      out[r * width + j] = isCandidate ? Math.tanh(value) : logistic(value);
    }
  }
}

/** c′ = f · c + i · g and h′ = o · tanh c′, written as rows of [h′, c′]. */
export function lstmCell(
  rows: number,
  hidden: number,
  out: FloatArray,
  activated: FloatArray,
  c: FloatArray,
  cOffset: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < hidden; j++) {
      const i = 4 * r * hidden + j;
      const f = i + hidden;
      const g = f + hidden;
      const o = g + hidden;
      const newC = activated[f]! * c[cOffset + r * hidden + j]! + activated[i]! * activated[g]!;
      out[2 * r * hidden + j] = activated[o]! * Math.tanh(newC);
      out[(2 * r + 1) * hidden + j] = newC;
    }
  }
}

/** dL/dgates, back through the nonlinearities; `state` is what `lstmCell` wrote. */
export function lstmCellGradGates(
  rows: number,
  hidden: number,
  gradGates: FloatArray,
  gradState: FloatArray,
  gOffset: number,
  activated: FloatArray,
  c: FloatArray,
  cOffset: number,
  state: FloatArray,
  sOffset: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < hidden; j++) {
      const at = 4 * r * hidden + j;
      const i = activated[at]!;
      const f = activated[at + hidden]!;
      const g = activated[at + 2 * hidden]!;
      const o = activated[at + 3 * hidden]!;
      const gradH = gradState[gOffset + 2 * r * hidden + j]!;
      const tanhC = Math.tanh(state[sOffset + (2 * r + 1) * hidden + j]!);
      const gradC = gradState[gOffset + (2 * r + 1) * hidden + j]! + gradH * o * (1 - tanhC * tanhC);
      gradGates[at] = gradC * g * i * (1 - i);
      gradGates[at + hidden] = gradC * c[cOffset + r * hidden + j]! * f * (1 - f);
      gradGates[at + 2 * hidden] = gradC * i * (1 - g * g);
      gradGates[at + 3 * hidden] = gradH * tanhC * o * (1 - o);
    }
  }
}

/** dL/dc, which the forget gate lets through. */
export function lstmCellGradC(
  rows: number,
  hidden: number,
  gradC: FloatArray,
  gradState: FloatArray,
  gOffset: number,
  activated: FloatArray,
  state: FloatArray,
  sOffset: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < hidden; j++) {
      const at = 4 * r * hidden + j;
      const tanhC = Math.tanh(state[sOffset + (2 * r + 1) * hidden + j]!);
      const throughH = gradState[gOffset + 2 * r * hidden + j]! * activated[at + 3 * hidden]! * (1 - tanhC * tanhC);
      gradC[r * hidden + j] = (gradState[gOffset + (2 * r + 1) * hidden + j]! + throughH) * activated[at + hidden]!;
    }
  }
}
