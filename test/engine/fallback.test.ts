import { afterAll, expect, test, vi } from 'vitest';

type Engine = typeof import('../../engine/index.ts');
type Tensor = InstanceType<Engine['Tensor']>;

/** The engine twice: as it starts where WebAssembly is, and as it starts where it is not. */
const fast = await import('../../engine/index.ts');
const fastRuntime = await import('../../engine/memory/wasm-runtime.ts');
vi.resetModules();
vi.stubGlobal('WebAssembly', undefined);
const plain = await import('../../engine/index.ts');
const plainRuntime = await import('../../engine/memory/wasm-runtime.ts');
afterAll(() => {
  vi.unstubAllGlobals();
});

/** Float32 carries about 7 digits; sums and exponentials of either side may differ in the last ones. */
const TOLERANCE = { rtol: 2e-5, atol: 2e-6 };

interface Seen {
  readonly output: number[];
  readonly grads: number[][];
  readonly inKernelMemory: boolean;
}

function flat(x: Tensor): number[] {
  return (x.reshape([x.size]).toArray() as number[]).map(Number);
}

/** Runs an operation in float32 on the inputs its own sample draws, forward and backward. */
function see(engine: Engine, name: string, seed: number): Seen {
  const { inputs, run } = engine.operations.get(name)!.sample(new engine.Generator(seed));
  const leaves = inputs.map((input) => input.detach().to('float32').clone().requiresGrad_());
  const output = run(...leaves);
  const weights = Float32Array.from({ length: output.size }, (_, i) => 1 + 0.37 * (i % 5));
  output.mul(engine.tensor(weights).reshape(output.shape)).sum().backward();
  return {
    output: flat(output.detach()),
    grads: leaves.map((leaf) => flat(leaf.grad!)),
    inKernelMemory: output.storage.address !== 0,
  };
}

function expectClose(got: readonly number[], expected: readonly number[], what: string): void {
  expect(got.length).toBe(expected.length);
  got.forEach((value, i) => {
    const bound = TOLERANCE.atol + TOLERANCE.rtol * Math.abs(expected[i]!);
    expect(Math.abs(value - expected[i]!), `${what}, number ${i}`).toBeLessThanOrEqual(bound);
  });
}

test('one of the two has kernels, the other has none', () => {
  expect(fastRuntime.wasm).not.toBeNull();
  expect(plainRuntime.wasm).toBeNull();
});

test.each([...plain.operations.keys()])('%s is the same with and without WebAssembly', (name) => {
  for (let seed = 0; seed < 25; seed++) {
    const [got, expected] = [see(fast, name, seed), see(plain, name, seed)];
    expect(expected.inKernelMemory).toBe(false);
    expectClose(got.output, expected.output, `output, seed ${seed}`);
    got.grads.forEach((grad, i) => expectClose(grad, expected.grads[i]!, `gradient ${i}, seed ${seed}`));
  }
});

test('most operations are done by the kernels', () => {
  const served = [...fast.operations.keys()].filter((name) =>
    Array.from({ length: 25 }, (_, seed) => see(fast, name, seed)).some(({ inKernelMemory }) => inKernelMemory),
  );
  expect(served).toEqual(expect.arrayContaining(['add', 'mul', 'matmul', 'tanh', 'exp', 'softmax', 'logSoftmax']));
  expect(served.length).toBeGreaterThan(fast.operations.size / 2);
});

test('a network learns without WebAssembly too', () => {
  const generator = new plain.Generator(4);
  const x = plain.tensor([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const net = new plain.Sequential(
    new plain.Linear(2, 8, { generator }),
    new plain.Tanh(),
    new plain.Linear(8, 2, { generator }),
  );
  const optimizer = new plain.Adam(net.parameters(), { lr: 0.05 });
  for (let step = 0; step < 200; step++) {
    optimizer.zeroGrad();
    plain.crossEntropy(net.forward(x), plain.tensor([0, 1, 1, 0])).backward();
    optimizer.step();
  }
  expect(net.forward(x).argmax(1).toArray()).toEqual([0, 1, 1, 0]);
});
