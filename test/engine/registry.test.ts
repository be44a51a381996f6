import { describe, expect, test } from 'vitest';
import {
  Generator,
  gradcheck,
  InPlaceError,
  noGrad,
  operations,
  tape,
  tensor,
  type Tensor,
} from '../../engine/index.ts';
import * as engine from '../../engine/index.ts';
import { disguises } from './disguises.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

function leavesOf(inputs: readonly Tensor[]): Tensor[] {
  return inputs.map((input) => input.detach().clone().requiresGrad_());
}

/** Weights that differ, so that no element's gradient can pass for another's. */
function weightsFor(output: Tensor): Tensor {
  return tensor(Float64Array.from({ length: output.size }, (_, i) => 1 + 0.37 * i)).reshape(output.shape);
}

describe.each([...operations.values()])('the gradient of $name', ({ name, sample }) => {
  test('agrees with central differences for random shapes', () => {
    for (const seed of SEEDS) {
      const { inputs, run, eps = 1e-5 } = sample(new Generator(seed));
      expect(gradcheck(run, inputs, { eps, rtol: 1e-6 }), `seed ${seed}`).toBe(true);
    }
  });

  test.each(disguises)('does not depend on the layout of its inputs: %s', (_name, disguise) => {
    for (const seed of SEEDS) {
      const { inputs, run } = sample(new Generator(seed));
      const plain = leavesOf(inputs);
      const disguised = inputs.map((input) => disguise(input.detach()).requiresGrad_());
      const expected = run(...plain);
      const got = run(...disguised);
      expect(got.toArray()).toEqual(expected.toArray());
      expected.mul(weightsFor(expected)).sum().backward();
      got.mul(weightsFor(got)).sum().backward();
      disguised.forEach((leaf, i) => {
        expect(leaf.grad!.shape).toEqual(leaf.shape);
        expect(leaf.grad!.allclose(plain[i]!.grad!, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
      });
    }
  });

  test('holds for expanded inputs, where one number stands for many', () => {
    for (const seed of SEEDS) {
      const { inputs, run, eps = 1e-5 } = sample(new Generator(seed));
      const rows = inputs.map((input) => (input.ndim === 0 ? input : input.slice(0, 0, 1)));
      const repeated = (...parts: Tensor[]) => run(...parts.map((part, i) => part.expand(inputs[i]!.shape)));
      expect(gradcheck(repeated, rows, { eps, rtol: 1e-6 }), `seed ${seed}`).toBe(true);
    }
  });

  test('holds for an upstream gradient that is itself a view', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const { inputs, run, eps = 1e-5 } = sample(new Generator(seed));
      const twisted = (...parts: Tensor[]) => {
        const output = run(...parts);
        return output.ndim === 2 ? output.T : output.sum();
      };
      expect(gradcheck(twisted, inputs, { eps, rtol: 1e-6 })).toBe(true);
    }
  });

  test('is recorded under its own name', () => {
    const { inputs, run } = sample(new Generator(1));
    expect(tape(run(...leavesOf(inputs))).map((node) => node.op)).toContain(name);
  });

  test('is never silently wrong after a write in place', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const { inputs, run } = sample(new Generator(seed));
      const reference = leavesOf(inputs);
      const untouched = run(...reference);
      untouched.backward(weightsFor(untouched));
      for (const victim of inputs.keys()) {
        const leaves = leavesOf(inputs);
        const output = run(...leaves);
        noGrad(() => leaves[victim]!.add_(0.5));
        try {
          output.backward(weightsFor(output));
        } catch (error) {
          expect(error).toBeInstanceOf(InPlaceError);
          continue;
        }
        leaves.forEach((leaf, i) => expect(leaf.grad!.toArray()).toEqual(reference[i]!.grad!.toArray()));
      }
    }
  });

  test('is never silently wrong after a write to its output', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const { inputs, run } = sample(new Generator(seed));
      const [reference, leaves] = [leavesOf(inputs), leavesOf(inputs)];
      const untouched = run(...reference);
      untouched.backward(weightsFor(untouched));
      const output = run(...leaves);
      try {
        noGrad(() => output.add_(0.5));
        output.backward(weightsFor(output));
      } catch (error) {
        expect(error).toBeInstanceOf(InPlaceError);
        continue;
      }
      leaves.forEach((leaf, i) => expect(leaf.grad!.toArray()).toEqual(reference[i]!.grad!.toArray()));
    }
  });

  test('gives in float32 what it gives in float64, to float32 precision', () => {
    for (const seed of SEEDS.slice(0, 20)) {
      const { inputs, run } = sample(new Generator(seed));
      const wide = leavesOf(inputs.map((input) => input.to('float32').to('float64')));
      const narrow = inputs.map((input) => input.detach().to('float32').clone().requiresGrad_());
      const [expected, got] = [run(...wide), run(...narrow)];
      expected.sum().backward();
      got.sum().backward();
      expect(got.to('float64').allclose(expected, { rtol: 1e-4, atol: 1e-5 })).toBe(true);
      narrow.forEach((leaf, i) => {
        expect(leaf.grad!.dtype).toBe('float32');
        expect(leaf.grad!.to('float64').allclose(wide[i]!.grad!, { rtol: 1e-3, atol: 1e-4 })).toBe(true);
      });
    }
  });
});

test.each([...operations])('%s goes by the name learners call', (name, operation) => {
  const callable = { ...engine, ...Object.getOwnPropertyDescriptors(engine.Tensor.prototype) } as Record<
    string,
    unknown
  >;
  expect(operation.name).toBe(name);
  expect(callable[name]).toBeDefined();
});
