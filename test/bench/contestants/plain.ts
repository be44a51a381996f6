import type { Contestant, Running } from '../contestant.ts';
import { curve, digits } from '../problems.ts';

// Float64Array although the others use float32: V8 computes in float64 and would have to convert on every access.
type Matrix = Float64Array;

const matrix = (numbers: ArrayLike<number>): Matrix => Float64Array.from(numbers);

/** Where panels are packed; grows as needed. */
let packedA = new Float64Array(0);
let packedB = new Float64Array(0);

/** Copies `count` rows of length k into groups of 4 that lie side by side, padded with zeros. */
function pack(
  into: Matrix,
  source: Matrix,
  first: number,
  count: number,
  k: number,
  rowStep: number,
  step: number,
): void {
  for (let row = 0; row < 4; row++) {
    if (row >= count) {
      for (let p = 0, to = row; p < k; p++, to += 4) into[to] = 0;
      continue;
    }
    for (let p = 0, to = row, from = first + row * rowStep; p < k; p++, to += 4, from += step) into[to] = source[from]!;
  }
}

/** c = a·b for a [m, k] and b [k, n] with any strides: packed panels, and tiles of 4 × 4 whose sums stay in registers. */
function matmul(
  m: number,
  n: number,
  k: number,
  a: Matrix,
  aRow: number,
  aCol: number,
  b: Matrix,
  bRow: number,
  bCol: number,
  c: Matrix,
): void {
  const panels = Math.ceil(m / 4);
  if (packedA.length < panels * 4 * k) packedA = new Float64Array(panels * 4 * k);
  if (packedB.length < 4 * k) packedB = new Float64Array(4 * k);
  for (let i = 0; i < panels; i++) {
    pack(packedA.subarray(i * 4 * k), a, i * 4 * aRow, Math.min(4, m - i * 4), k, aRow, aCol);
  }
  for (let j = 0; j < n; j += 4) {
    pack(packedB, b, j * bCol, Math.min(4, n - j), k, bCol, bRow);
    for (let i = 0; i < panels; i++) tile(packedA, i * 4 * k, packedB, k, c, i * 4, j, m, n);
  }
}

const sums = new Float64Array(16);

function tile(
  a: Matrix,
  from: number,
  b: Matrix,
  k: number,
  c: Matrix,
  i: number,
  j: number,
  m: number,
  n: number,
): void {
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0;
  let s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  let s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0;
  let s30 = 0,
    s31 = 0,
    s32 = 0,
    s33 = 0;
  for (let p = 0, pa = from; p < 4 * k; p += 4, pa += 4) {
    const a0 = a[pa]!;
    const a1 = a[pa + 1]!;
    const a2 = a[pa + 2]!;
    const a3 = a[pa + 3]!;
    const b0 = b[p]!;
    const b1 = b[p + 1]!;
    const b2 = b[p + 2]!;
    const b3 = b[p + 3]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s03;
  sums[4] = s10;
  sums[5] = s11;
  sums[6] = s12;
  sums[7] = s13;
  sums[8] = s20;
  sums[9] = s21;
  sums[10] = s22;
  sums[11] = s23;
  sums[12] = s30;
  sums[13] = s31;
  sums[14] = s32;
  sums[15] = s33;
  for (let row = 0; row < 4 && i + row < m; row++) {
    for (let col = 0; col < 4 && j + col < n; col++) c[(i + row) * n + j + col] = sums[4 * row + col]!;
  }
}

type Activation = 'relu' | 'tanh' | 'none';

/** A dense layer with its own memory for everything it computes. */
class Dense {
  readonly output: Matrix;
  readonly gradOutput: Matrix;
  readonly gradWeight: Matrix;
  readonly gradBias: Matrix;

  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: Matrix;
  readonly bias: Matrix;
  readonly activation: Activation;

  constructor(batch: number, weight: ArrayLike<number>, bias: ArrayLike<number>, activation: Activation) {
    this.batch = batch;
    this.outputs = bias.length;
    this.inputs = weight.length / bias.length;
    this.weight = matrix(weight);
    this.bias = matrix(bias);
    this.activation = activation;
    this.output = new Float64Array(batch * this.outputs);
    this.gradOutput = new Float64Array(batch * this.outputs);
    this.gradWeight = new Float64Array(this.weight.length);
    this.gradBias = new Float64Array(this.outputs);
  }

  forward(x: Matrix): Matrix {
    const { batch, inputs, outputs, output, bias, activation } = this;
    matmul(batch, outputs, inputs, x, inputs, 1, this.weight, outputs, 1, output);
    for (let i = 0, at = 0; i < batch; i++) {
      for (let j = 0; j < outputs; j++, at++) {
        const z = output[at]! + bias[j]!;
        output[at] = activation === 'relu' ? (z > 0 ? z : 0) : activation === 'tanh' ? Math.tanh(z) : z;
      }
    }
    return output;
  }

  /** Expects dL/d(output) in gradOutput; fills gradInput if given one. */
  backward(x: Matrix, gradInput?: Matrix): void {
    const { batch, inputs, outputs, output, gradOutput, gradBias, activation } = this;
    gradBias.fill(0);
    for (let i = 0, at = 0; i < batch; i++) {
      for (let j = 0; j < outputs; j++, at++) {
        const y = output[at]!;
        const slope = activation === 'relu' ? (y > 0 ? 1 : 0) : activation === 'tanh' ? 1 - y * y : 1;
        gradOutput[at]! *= slope;
        gradBias[j]! += gradOutput[at]!;
      }
    }
    matmul(inputs, outputs, batch, x, 1, inputs, gradOutput, outputs, 1, this.gradWeight);
    if (gradInput) matmul(batch, inputs, outputs, gradOutput, outputs, 1, this.weight, 1, outputs, gradInput);
  }

  get pairs(): [Matrix, Matrix][] {
    return [
      [this.weight, this.gradWeight],
      [this.bias, this.gradBias],
    ];
  }
}

function trainDigits(): Running {
  const { x: images, y, weights, learningRate } = digits();
  const [x, labels, batch, classes] = [matrix(images.data), y.data, 64, 10];
  const first = new Dense(batch, weights.w1.data, weights.b1.data, 'relu');
  const second = new Dense(batch, weights.w2.data, weights.b2.data, 'none');
  const pairs = [...first.pairs, ...second.pairs];
  return {
    step() {
      const logits = second.forward(first.forward(x));
      const grad = second.gradOutput;
      let loss = 0;
      for (let i = 0; i < batch; i++) {
        const row = i * classes;
        let largest = -Infinity;
        for (let j = 0; j < classes; j++) largest = Math.max(largest, logits[row + j]!);
        let total = 0;
        for (let j = 0; j < classes; j++) total += grad[row + j] = Math.exp(logits[row + j]! - largest);
        for (let j = 0; j < classes; j++) grad[row + j]! /= total * batch;
        const truth = row + labels[i]!;
        loss += Math.log(total) + largest - logits[truth]!;
        grad[truth]! -= 1 / batch;
      }
      second.backward(first.output, first.gradOutput);
      first.backward(x);
      for (const [param, gradient] of pairs) {
        for (let i = 0; i < param.length; i++) param[i]! -= learningRate * gradient[i]!;
      }
      return loss / batch;
    },
  };
}

function trainCurve(): Running {
  const { x: points, y: targets, weights: w, learningRate } = curve();
  const [x, y, batch] = [matrix(points.data), matrix(targets.data), 32];
  const layers = [
    new Dense(batch, w.w1.data, w.b1.data, 'tanh'),
    new Dense(batch, w.w2.data, w.b2.data, 'tanh'),
    new Dense(batch, w.w3.data, w.b3.data, 'none'),
  ] as const;
  const moments = layers
    .flatMap((layer) => layer.pairs)
    .map(([param, grad]) => ({ param, grad, m: new Float64Array(param.length), v: new Float64Array(param.length) }));
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  let [power1, power2] = [1, 1];
  return {
    step() {
      const output = layers[2].forward(layers[1].forward(layers[0].forward(x)));
      let loss = 0;
      for (let i = 0; i < batch; i++) {
        const error = output[i]! - y[i]!;
        loss += error * error;
        layers[2].gradOutput[i] = (2 * error) / batch;
      }
      layers[2].backward(layers[1].output, layers[1].gradOutput);
      layers[1].backward(layers[0].output, layers[0].gradOutput);
      layers[0].backward(x);
      power1 *= beta1;
      power2 *= beta2;
      for (const { param, grad, m, v } of moments) {
        for (let i = 0; i < param.length; i++) {
          const g = grad[i]!;
          m[i] = beta1 * m[i]! + (1 - beta1) * g;
          v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
          param[i]! -= (learningRate * (m[i]! / (1 - power1))) / (Math.sqrt(v[i]! / (1 - power2)) + epsilon);
        }
      }
      return loss / batch;
    },
  };
}

export const contestant: Contestant = {
  name: 'plain',
  workloads: { W1: trainDigits, W2: trainCurve },
};
