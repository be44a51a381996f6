import { afterEach, describe, expect, test } from 'vitest';
import { Allocator, blockBytes } from '../../engine/memory/allocator.ts';
import { makeRoom, residentBytes } from '../../engine/memory/residency.ts';
import { wasm } from '../../engine/memory/wasm-runtime.ts';
import { full, Generator, mseLoss, noGrad, randn, SGD, tape, tensor, type Tensor } from '../../engine/index.ts';

const MEBIBYTE = 2 ** 20;

describe('the allocator', () => {
  test('hands out blocks that never overlap, and the same ones again', () => {
    const allocator = new Allocator(64, 64 + 4096);
    const generator = new Generator(1);
    const taken: { address: number; bytes: number }[] = [];
    for (let i = 0; i < 500; i++) {
      const bytes = blockBytes(generator.integer(0, 300));
      const address = allocator.take(bytes);
      if (address === 0) {
        const victim = taken.splice(generator.integer(0, taken.length), 1)[0]!;
        allocator.give(victim.address, victim.bytes);
        continue;
      }
      expect(address % 16).toBe(0);
      expect(address + bytes).toBeLessThanOrEqual(64 + 4096);
      for (const other of taken) {
        expect(address + bytes <= other.address || other.address + other.bytes <= address).toBe(true);
      }
      taken.push({ address, bytes });
    }
    expect(taken.length).toBeGreaterThan(5);
  });

  test('says when nothing is left, and starts afresh when told to', () => {
    const allocator = new Allocator(64, 128);
    expect([allocator.take(32), allocator.take(32), allocator.take(16)]).toEqual([64, 96, 0]);
    allocator.reset();
    expect(allocator.take(64)).toBe(64);
  });

  test('wastes at most an eighth beyond the grain', () => {
    for (let bytes = 1; bytes < 100_000; bytes += 37) {
      const block = blockBytes(bytes);
      expect(block % 16).toBe(0);
      expect(block).toBeGreaterThanOrEqual(bytes);
      expect(block).toBeLessThanOrEqual(Math.max(bytes + 15, bytes * 1.125));
      expect(blockBytes(block)).toBe(block);
    }
  });
});

test('the kernels run here, so that what follows is no empty claim', () => {
  expect(wasm).not.toBeNull();
});

/** A small network, and one step of it, which hands back everything it made on the way. */
function network(seed: number) {
  const generator = new Generator(seed);
  const x = randn([32, 2], { generator });
  const y = randn([32, 1], { generator });
  const params = [[2, 16], [16], [16, 1], [1]].map((shape) => randn(shape, { generator, requiresGrad: true }));
  const [w1, b1, w2, b2] = params as [Tensor, Tensor, Tensor, Tensor];
  const optimizer = new SGD(params, { lr: 0.01 });
  const step = (): Tensor[] => {
    optimizer.zeroGrad();
    const hidden = x.matmul(w1).add(b1).tanh();
    const output = hidden.matmul(w2).add(b2);
    const loss = mseLoss(output, y);
    loss.backward();
    optimizer.step();
    return [hidden, output, loss];
  };
  return { params, step };
}

describe('a tensor that someone holds', () => {
  test('keeps its numbers, however much is computed after it', () => {
    const { step } = network(2);
    const held: { tensor: Tensor; numbers: unknown }[] = [];
    for (let i = 0; i < 1500; i++) {
      for (const made of step()) if ((i * 7) % 5 === 0) held.push({ tensor: made, numbers: made.toArray() });
    }
    expect(held.length).toBe(900);
    for (const { tensor: made, numbers } of held) expect(made.toArray()).toEqual(numbers);
  });

  test('can be computed with after it has been moved out', () => {
    const early = full([64], 3).mul(2);
    for (let i = 0; i < 200; i++) full([4096], i).mul(2);
    expect(early.storage.address).toBe(0);
    expect(early.add(1).toArray()).toEqual(Array(64).fill(7));
    expect(early.sum().item()).toBe(384);
  });

  test('can stand for many after it has been moved out', () => {
    const numbers = tensor([[5, 6]]).mul(2);
    for (let i = 0; i < 200; i++) full([4096], i).mul(2);
    expect([numbers.storage.address, numbers.storage.array]).toEqual([0, null]);
    const first = numbers.slice(1, 0, 1);
    expect(first.expand([3, 4]).contiguous().sum().item()).toBe(120);
    expect(full([3, 4], 1).add(first).toArray()).toEqual(Array(3).fill([11, 11, 11, 11]));
  });

  test('keeps its gradient after zeroGrad, if someone has looked at it', () => {
    const { params, step } = network(3);
    const held: { grad: Tensor; numbers: unknown }[] = [];
    for (let i = 0; i < 300; i++) {
      step();
      const grad = params[0]!.grad!;
      held.push({ grad, numbers: grad.toArray() });
    }
    for (const { grad, numbers } of held) expect(grad.toArray()).toEqual(numbers);
    expect(new Set(held.map(({ numbers }) => JSON.stringify(numbers))).size).toBe(300);
  });

  test('keeps a gradient that a hook was shown', () => {
    const x = randn([64, 64], { generator: new Generator(4), requiresGrad: true });
    const held: { grad: Tensor; numbers: unknown }[] = [];
    for (let i = 0; i < 50; i++) {
      const loss = x.mul(i).tanh().sum();
      for (const node of tape(loss)) node.registerHook((grad) => void held.push({ grad, numbers: grad.toArray() }));
      loss.backward();
    }
    expect(held.length).toBe(150);
    for (const { grad, numbers } of held) expect(grad.toArray()).toEqual(numbers);
  });

  test('keeps a graph for a second backward', () => {
    const x = tensor([1, 2, 3, 4], { requiresGrad: true });
    const loss = x.softmax(0).log().mul(x).sum();
    loss.backward(null, { retainGraph: true });
    const once = x.grad!.toArray() as number[];
    for (let i = 0; i < 100; i++) full([8192], i).mul(3);
    loss.backward();
    expect(x.grad!.allclose(tensor(once).mul(2))).toBe(true);
  });
});

describe('the kernels’ memory', () => {
  afterEach(() => makeRoom());

  test('stays flat over many training steps that never yield', () => {
    const { step } = network(5);
    for (let i = 0; i < 200; i++) step();
    const before = residentBytes();
    for (let i = 0; i < 3000; i++) step();
    expect(residentBytes()).toBeLessThan(before + 2 * MEBIBYTE);
  });

  test('stays flat where graphs are made and never used', () => {
    const x = randn([256, 256], { generator: new Generator(6), requiresGrad: true });
    for (let i = 0; i < 2000; i++) x.mul(2).add(1);
    expect(residentBytes()).toBeLessThan(wasm!.end);
  });

  test('gives way when more is held than fits', () => {
    const floats = 4 * MEBIBYTE;
    const count = Math.ceil((1.3 * wasm!.end) / (4 * floats));
    const held = noGrad(() => Array.from({ length: count }, (_, i) => full([floats], i).add(1)));
    held.forEach((made, i) => {
      expect([made.at(0).item(), made.at(floats - 1).item()]).toEqual([i + 1, i + 1]);
    });
    expect(
      held[0]!
        .add(held[count - 1]!)
        .at(7)
        .item(),
    ).toBe(count + 1);
  });

  test('gives way to an operation larger than itself', () => {
    const floats = Math.ceil((1.1 * wasm!.end) / 4);
    const large = full([floats], 2);
    const sum = large.add(large);
    expect([sum.at(0).item(), sum.at(floats - 1).item()]).toEqual([4, 4]);
    expect(full([16], 1).add(1).storage.address).not.toBe(0);
  });
});
