import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { defaultDevice, grad, init, numpy as np } from '@jax-js/jax';
import { expect, test } from 'vitest';
import { Generator, tensor, type Tensor } from '../../../engine/index.ts';

/** The same function in three libraries, with inputs drawn for it. Those of tfjs and jax-js are the oracle. */
export interface Comparison {
  /** Each gets a gradient, if the function has one. */
  readonly inputs: readonly Tensor[];
  readonly ours: (...inputs: Tensor[]) => Tensor;
  readonly tfjs?: (...inputs: tf.Tensor[]) => tf.Tensor;
  /** Uses up every input exactly once, as that library demands. */
  readonly jax?: (...inputs: np.Array[]) => np.Array;
}

export type Family = Readonly<Record<string, (generator: Generator) => Comparison>>;

/** Float32 carries seven digits; sums and two ways of computing eˣ leave five or so. */
const RELATIVE = 1e-4;
const ABSOLUTE = 2e-5;

interface Answer {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  readonly grads: readonly ArrayLike<number>[];
}

export async function startOracles(): Promise<void> {
  // Otherwise it greets whoever runs it in Node.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  await init('wasm');
  defaultDevice('wasm');
}

export function numbersOf(x: Tensor): Float32Array<ArrayBuffer> {
  const { storage, offset } = x.contiguous();
  return Float32Array.from(storage.data.subarray(offset, offset + x.size));
}

export const toTfjs = (x: Tensor): tf.Tensor => tf.tensor(numbersOf(x), [...x.shape]);
export const toJax = (x: Tensor): np.Array => np.array(numbersOf(x)).reshape([...x.shape]);

/** What `weigh` multiplies the output with before it is summed up, so that each number has a gradient of its own. */
function weightsFor(size: number, shape: readonly number[]): Tensor {
  return tensor(Float32Array.from({ length: size }, (_, i) => ((i * 7) % 11) / 5 - 0.9)).reshape([...shape]);
}

function askOurs({ inputs, ours }: Comparison): Answer & { readonly weights: Tensor } {
  const leaves = inputs.map((input) =>
    tensor(numbersOf(input))
      .reshape([...input.shape])
      .requiresGrad_(),
  );
  const output = ours(...leaves);
  const weights = weightsFor(output.size, output.shape);
  if (output.requiresGrad) output.mul(weights).sum().backward();
  const grads = leaves.flatMap((leaf) => (leaf.grad === null ? [] : [numbersOf(leaf.grad)]));
  return { shape: output.shape, values: numbersOf(output), grads, weights };
}

function askTfjs(run: (...inputs: tf.Tensor[]) => tf.Tensor, { inputs }: Comparison, weights: Tensor | null): Answer {
  return tf.tidy(() => {
    const leaves = inputs.map(toTfjs);
    const output = run(...leaves);
    const grads =
      weights === null ? [] : tf.grads((...xs: tf.Tensor[]) => tf.sum(tf.mul(run(...xs), toTfjs(weights))))(leaves);
    return { shape: output.shape, values: output.dataSync(), grads: grads.map((gradient) => gradient.dataSync()) };
  });
}

function askJax(run: (...inputs: np.Array[]) => np.Array, { inputs }: Comparison, weights: Tensor | null): Answer {
  const output = run(...inputs.map(toJax));
  const { shape } = output;
  const values = output.astype(np.float32).dataSync();
  if (weights === null) return { shape, values, grads: [] };
  const argnums = inputs.map((_, i) => i);
  const gradient = grad(
    (...xs: np.Array[]) =>
      run(...xs)
        .mul(toJax(weights))
        .sum(),
    { argnums },
  );
  const grads = gradient(...inputs.map(toJax)) as unknown as np.Array[];
  return { shape, values, grads: grads.map((one) => one.dataSync()) };
}

export function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  expect(got.length, what).toBe(expected.length);
  for (let i = 0; i < got.length; i++) {
    const allowed = ABSOLUTE + RELATIVE * Math.abs(expected[i]!);
    const close = got[i] === expected[i] || Math.abs(got[i]! - expected[i]!) <= allowed;
    if (!close) expect.fail(`${what}, number ${i}: got ${got[i]}, the oracle says ${expected[i]}`);
  }
}

/** Proves that our output and gradients are those of every library that has the function; it takes at least one. */
function prove(comparison: Comparison): void {
  const { tfjs, jax } = comparison;
  const ours = askOurs(comparison);
  const weights = ours.grads.length > 0 ? ours.weights : null;
  const oracles = [
    ...(tfjs === undefined ? [] : [['tfjs', askTfjs(tfjs, comparison, weights)] as const]),
    ...(jax === undefined ? [] : [['jax-js', askJax(jax, comparison, weights)] as const]),
  ];
  expect(oracles.length, 'a function needs an oracle').toBeGreaterThan(0);
  for (const [name, answer] of oracles) {
    expect(ours.shape, `the shape in ${name}`).toEqual(answer.shape);
    expectClose(ours.values, answer.values, `the output in ${name}`);
    expect(ours.grads.length, `gradients in ${name}`).toBe(answer.grads.length);
    ours.grads.forEach((gradient, i) => expectClose(gradient, answer.grads[i]!, `gradient ${i} in ${name}`));
  }
}

/** One test per function and seed. */
export function testFamily(family: Family, seeds: number): void {
  const cases = Object.entries(family).flatMap(([name, make]) =>
    Array.from({ length: seeds }, (_, seed) => ({ name, seed, make })),
  );
  test.each(cases)('$name, draw $seed', ({ make, seed }) => prove(make(new Generator(seed))));
}
