import type { FloatArray } from '../tensor/storage.ts';
import { logistic } from './unary.ts';

// Rows of gates [i, f, g, o], each `hidden` numbers wide, beside rows of c; everything lies contiguous. What is saved for
// the gradient are rows of five parts: the gates after their nonlinearities, and tanh c′.

/** c′ = f · c + i · g and h′ = o · tanh c′, written as rows of [h′, c′]. */
export function lstmCell(
  rows: number,
  hidden: number,
  out: FloatArray,
  saved: FloatArray,
  gates: FloatArray,
  gatesOffset: number,
  c: FloatArray,
  cOffset: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < hidden; j++) {
      const at = gatesOffset + 4 * r * hidden + j;
      const i = logistic(gates[at]!);
      const f = logistic(gates[at + hidden]!);
      const g = Math.tanh(gates[at + 2 * hidden]!);
      const o = logistic(gates[at + 3 * hidden]!);
      const newC = f * c[cOffset + r * hidden + j]! + i * g;
      const tanhC = Math.tanh(newC);
      out[2 * r * hidden + j] = o * tanhC;
      out[(2 * r + 1) * hidden + j] = newC;
      const to = 5 * r * hidden + j;
      saved[to] = i;
      saved[to + hidden] = f;
      saved[to + 2 * hidden] = g;
      saved[to + 3 * hidden] = o;
      saved[to + 4 * hidden] = tanhC;
    }
  }
}

/** dL/dgates, back through the nonlinearities, and dL/dc, which the forget gate lets through. */
export function lstmCellBackward(
  rows: number,
  hidden: number,
  gradGates: FloatArray,
  gradC: FloatArray,
  gradState: FloatArray,
  gOffset: number,
  saved: FloatArray,
  c: FloatArray,
  cOffset: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < hidden; j++) {
      const from = 5 * r * hidden + j;
      const i = saved[from]!;
      const f = saved[from + hidden]!;
      const g = saved[from + 2 * hidden]!;
      const o = saved[from + 3 * hidden]!;
      const tanhC = saved[from + 4 * hidden]!;
      const gradH = gradState[gOffset + 2 * r * hidden + j]!;
      const gradNewC = gradState[gOffset + (2 * r + 1) * hidden + j]! + gradH * o * (1 - tanhC * tanhC);
      const to = 4 * r * hidden + j;
      gradGates[to] = gradNewC * g * i * (1 - i);
      gradGates[to + hidden] = gradNewC * c[cOffset + r * hidden + j]! * f * (1 - f);
      gradGates[to + 2 * hidden] = gradNewC * i * (1 - g * g);
      gradGates[to + 3 * hidden] = gradH * tanhC * o * (1 - o);
      gradC[r * hidden + j] = gradNewC * f;
    }
  }
}
