import { expect } from 'vitest';
import { Generator, randn, tape, type Shape, type Tensor } from '../../../engine/index.ts';
import { wasm } from '../../../engine/memory/wasm-runtime.ts';
import { disguises, type Disguise } from '../disguises.ts';

export interface Case {
  /** The name under which the operation is on the tape. */
  readonly op: string;
  readonly shapes: readonly Shape[];
  readonly run: (...inputs: Tensor[]) => Tensor;
  /** How far float32 may be from float64, absolutely and for each unit; 2e-6 unless said otherwise. */
  readonly tolerance?: number;
}

const layouts: readonly (readonly [string, Disguise])[] = [['as they are', (x) => x.clone()], ...disguises];

/** Numbers that float32 holds exactly, in float64. */
function draw(shapes: readonly Shape[], seed: number): Tensor[] {
  const generator = new Generator(seed);
  return shapes.map((shape) => randn([...shape], { generator }).to('float64'));
}

function close(got: Tensor, expected: Tensor, tolerance: number, what: string): void {
  expect(got.dtype, what).toBe('float32');
  expect(got.shape, what).toEqual(expected.shape);
  if (got.to('float64').allclose(expected.detach(), { rtol: tolerance, atol: tolerance })) return;
  expect(got.toArray(), what).toEqual(expected.toArray());
}

/**
 * Runs an operation in float32 on every layout, and in float64: results and gradients must agree, and those of float32
 * must have been made by the WASM kernels, which is to say that they lie in their memory.
 */
export function expectInWasm({ op, shapes, run, tolerance = 2e-6 }: Case): void {
  expect(wasm).not.toBeNull();
  const wide = draw(shapes, 7).map((input) => input.requiresGrad_());
  const expected = run(...wide);
  const [upstream] = draw([expected.shape], 8) as [Tensor];
  expected.backward(upstream);
  for (const [layout, disguise] of layouts) {
    const what = `${op} of ${JSON.stringify(shapes)}, ${layout}`;
    const narrow = draw(shapes, 7).map((input) => disguise(input.to('float32')).requiresGrad_());
    const got = run(...narrow);
    if (got.size > 1) expect(got.storage.address, what).not.toBe(0);
    close(got, expected, tolerance, what);
    let seen = 0;
    for (const node of tape(got)) {
      if (node.op !== op) continue;
      node.registerHook((_gradOutput, gradInputs) => {
        gradInputs.forEach((gradient, i) => {
          if (gradient === null || gradient.size < 2) return;
          seen++;
          expect(gradient.storage.address, `gradient ${i} of ${what}`).not.toBe(0);
        });
      });
    }
    // What is passed on as it is lies where the upstream gradient does.
    got.backward(upstream.to('float32').mul(1));
    expect(seen, what).toBeGreaterThan(0);
    narrow.forEach((leaf, i) => close(leaf.grad!, wide[i]!.grad!, 4 * tolerance, `gradient ${i} of ${what}`));
  }
}
