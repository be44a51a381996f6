import { afterEach, describe, expect, test } from 'vitest';
import {
  cat,
  crossEntropy,
  Generator,
  mseLoss,
  noGrad,
  randn,
  tape,
  tensor,
  zeros,
  type Shape,
  type Tensor,
} from '../../../engine/index.ts';
import { claim, makeRoom, residentBytes } from '../../../engine/memory/residency.ts';

const classes = tensor(Array.from({ length: 6 }, (_, i) => i % 5));

interface Layer {
  readonly op: string;
  readonly shapes: readonly Shape[];
  readonly run: (...inputs: Tensor[]) => Tensor;
}

/** Operations that put something by between forward and backward, or compute several gradients in one go. */
const layers: readonly Layer[] = [
  { op: 'layerNorm', shapes: [[6, 5], [5], [5]], run: (x, weight, bias) => x!.layerNorm(5, weight, bias) },
  { op: 'maxPool2d', shapes: [[2, 3, 6, 6]], run: (x) => x!.maxPool2d(2) },
  {
    op: 'lstmCell',
    shapes: [
      [3, 16],
      [3, 4],
    ],
    run: (gates, c) => gates!.lstmCell(c!),
  },
  { op: 'crossEntropy', shapes: [[6, 5]], run: (x) => crossEntropy(x!, classes, { reduction: 'none' }) },
  {
    op: 'mseLoss',
    shapes: [
      [6, 5],
      [6, 5],
    ],
    run: (x, y) => mseLoss(x!, y!, { reduction: 'none' }),
  },
  {
    op: 'conv2d',
    shapes: [[2, 3, 5, 5], [4, 3, 3, 3], [4]],
    run: (x, weight, bias) => x!.conv2d(weight!, bias),
  },
  { op: 'embedding', shapes: [[5, 3]], run: (weight) => classes.embedding(weight!) },
  { op: 'gelu', shapes: [[6, 5]], run: (x) => x!.gelu() },
];

function draw({ shapes }: Layer): Tensor[] {
  const generator = new Generator(9);
  return shapes.map((shape) => randn([...shape], { generator }).requiresGrad_());
}

/** Takes all there is, down to the smallest block. */
function fillMemory(): void {
  for (let size = 2 ** 24; size >= 1; size /= 2) while (claim(size) !== null);
}

/** Moves everything out, so that memory is one free piece. */
function emptyMemory(): void {
  fillMemory();
  makeRoom();
}

function gradients(inputs: readonly Tensor[]): unknown[] {
  return inputs.map((input) => input.grad!.toArray());
}

afterEach(emptyMemory);

describe.each(layers)('$op', (layer) => {
  const { op, run } = layer;

  test('goes on with the plain kernel where memory is full by the time of backward', () => {
    const [reference, inputs] = [draw(layer), draw(layer)];
    run(...reference)
      .sum()
      .backward();
    emptyMemory();
    const output = run(...inputs);
    expect(output.storage.address).not.toBe(0);
    const sum = output.mul(1);
    tape(sum).at(-1)!.registerHook(fillMemory);
    const addresses: number[] = [];
    tape(output)
      .find((node) => node.op === op)!
      .registerHook((_gradOutput, found) => {
        for (const gradient of found) if (gradient !== null) addresses.push(gradient.storage.address);
      });
    sum.sum().backward();
    expect(addresses).toEqual(inputs.map(() => 0));
    inputs.forEach((input, i) => {
      expect(input.grad!.allclose(reference[i]!.grad!, { rtol: 1e-5, atol: 1e-5 })).toBe(true);
    });
  });

  test('goes on with the plain kernel where memory is full to begin with', () => {
    const [reference, inputs] = [draw(layer), draw(layer)];
    const expected = noGrad(() => run(...reference));
    const x = inputs.map((input) => input.detach());
    const got = inMidOperation(() => {
      fillMemory();
      return run(...x);
    });
    expect(got.storage.address).toBe(0);
    expect(got.allclose(expected, { rtol: 1e-5, atol: 1e-5 })).toBe(true);
  });

  test('gives the same gradient a second time', () => {
    const inputs = draw(layer);
    const loss = run(...inputs).sum();
    loss.backward(null, { retainGraph: true });
    const once = gradients(inputs);
    inputs.forEach((input) => input.zeroGrad());
    for (let i = 0; i < 100; i++) randn([4096], { generator: new Generator(i) }).mul(2);
    loss.backward();
    expect(gradients(inputs)).toEqual(once);
  });

  test('gives one input its gradient where the others want none', () => {
    const reference = draw(layer);
    run(...reference)
      .sum()
      .backward();
    for (const only of reference.keys()) {
      const inputs = draw(layer);
      inputs.forEach((input, i) => input.requiresGrad_(i === only));
      run(...inputs)
        .sum()
        .backward();
      inputs.forEach((input, i) => {
        if (i === only) expect(input.grad!.allclose(reference[i]!.grad!, { rtol: 1e-6, atol: 1e-6 })).toBe(true);
        else expect(input.grad).toBeNull();
      });
    }
  });

  test('leaves nothing behind', () => {
    const inputs = draw(layer);
    const step = (): void => {
      run(...inputs)
        .sum()
        .backward();
      inputs.forEach((input) => input.zeroGrad());
      noGrad(() => run(...inputs));
    };
    // Results that nobody needs take all the room they are given, and then no more.
    for (let i = 0; i < 400; i++) zeros([1024]).add(1);
    step();
    const before = residentBytes();
    for (let i = 0; i < 3000; i++) step();
    expect(residentBytes()).toBeLessThan(before + 2 ** 16);
  });
});

/** Runs a function as if inside an operation, where no room is made. */
function inMidOperation(fn: () => Tensor): Tensor {
  let result: Tensor | undefined;
  const x = tensor([1, 2], { requiresGrad: true });
  const y = cat([x, x]);
  tape(y)[0]!.registerHook(() => {
    result = fn();
  });
  y.sum().backward();
  return result!;
}
