import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  GradientError,
  GraphFreedError,
  noGrad,
  ones,
  ShapeError,
  tape,
  tensor,
  where,
  type Tensor,
} from '../../engine/index.ts';

const leaf = (data: number | number[] | number[][]): Tensor => tensor(data, { dtype: 'float64', requiresGrad: true });

describe('backward', () => {
  test('adds up over every use of a tensor', () => {
    const x = leaf(3);
    const y = x.mul(x).add(x);
    y.add(y).backward();
    expect(x.grad!.item()).toBe(2 * (2 * 3 + 1));
  });

  test('adds to the gradient of an earlier call until it is forgotten', () => {
    const x = leaf([1, 2]);
    x.mul(3).sum().backward();
    x.mul(3).sum().backward();
    expect(x.grad!.toArray()).toEqual([6, 6]);
    x.zeroGrad();
    expect(x.grad).toBeNull();
  });

  test('starts from the gradient it is given', () => {
    const x = leaf([1, 2]);
    x.mul(x).backward(tensor([1, 10]));
    expect(x.grad!.toArray()).toEqual([2, 40]);
    expect(x.grad!.dtype).toBe('float64');
  });

  test('of a leaf is the upstream gradient itself', () => {
    const x = leaf(5);
    x.backward();
    expect(x.grad!.item()).toBe(1);
  });

  test('walks a chain of 100,000 operations', () => {
    const x = leaf(1);
    let y = x;
    for (let i = 0; i < 100_000; i++) y = y.add(1);
    expect(tape(y)).toHaveLength(100_000);
    y.backward();
    expect([y.item(), x.grad!.item()]).toEqual([100_001, 1]);
  });

  test('visits each node once, though paths double at every step', () => {
    const x = leaf(1);
    let y = x;
    for (let i = 0; i < 50; i++) y = y.add(y);
    y.backward();
    expect(x.grad!.item()).toBe(2 ** 50);
  });

  test('gives every leaf a gradient of its own', () => {
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    a.add(b).sum().backward();
    a.grad!.fill_(9);
    expect(b.grad!.toArray()).toEqual([1, 1]);
  });

  test('leaves alone what asks for no gradient', () => {
    const [x, constant] = [leaf([1]), ones([1])];
    x.mul(constant).sum().backward();
    expect(constant.grad).toBeNull();
  });
});

test('conditions and indices may be written to after use', () => {
  const [x, condition, index] = [leaf([1, 2]), tensor([1, 0]), tensor([0, 0])];
  const y = where(condition, x, 0).add(x.gather(0, index));
  condition.fill_(0);
  index.fill_(1);
  y.sum().backward();
  expect(x.grad!.toArray()).toEqual([3, 0]);
});

describe('the graph', () => {
  test('is freed by backward, and says so', () => {
    const x = leaf([1]);
    const y = x.exp().sum();
    y.backward();
    expect(() => y.backward()).toThrow(GraphFreedError);
    expect(() => y.backward()).toThrow('retainGraph');
    expect(() => y.mul(2).backward()).toThrow(GraphFreedError);
    expect(x.grad!.item()).toBe(Math.E);
  });

  test('stays with retainGraph', () => {
    const x = leaf([2]);
    const y = x.pow(2).sum();
    y.backward(null, { retainGraph: true });
    y.backward();
    expect(x.grad!.item()).toBe(8);
  });

  test('can be read as a tape, in the order in which it ran', () => {
    const [x, w] = [leaf([[1, 2]]), leaf([[3], [4]])];
    const loss = x.matmul(w).tanh().sum();
    const nodes = tape(loss);
    expect(nodes.map((node) => node.op)).toEqual(['matmul', 'tanh', 'sum']);
    expect(nodes[0]!.inputs).toEqual([x, w]);
    expect(nodes[1]!.inputs[0]).toBe(nodes[0]!.output);
    expect(nodes[2]!.args).toEqual([[0, 1], false]);
    expect(loss.gradFn).toBe(nodes[2]);
    expect(tape(x)).toEqual([]);
  });

  test('lets hooks watch the gradients pass, and go again', () => {
    const x = leaf([1, 2]);
    const y = x.mul(tensor([3, 4], { dtype: 'float64' }));
    const seen: unknown[] = [];
    const remove = y.gradFn!.registerHook((gradOutput, gradInputs) => {
      seen.push(
        gradOutput.toArray(),
        gradInputs.map((gradient) => gradient?.toArray() ?? null),
      );
    });
    y.sum().backward(null, { retainGraph: true });
    expect(seen).toEqual([
      [1, 1],
      [[3, 4], null],
    ]);
    remove();
    y.sum().backward();
    expect(seen).toHaveLength(2);
  });

  test('keeps the gradient of an intermediate that asked for it', () => {
    const x = leaf(2);
    const y = x.mul(3);
    const z = x.mul(5);
    y.retainGrad();
    y.mul(y).add(z).backward();
    expect([y.grad!.item(), z.grad]).toEqual([12, null]);
  });
});

describe('recording', () => {
  test('stops inside noGrad and resumes after it, even after an error', () => {
    const x = leaf(1);
    expect(noGrad(() => x.mul(2)).requiresGrad).toBe(false);
    expect(() =>
      noGrad(() => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(x.mul(2).requiresGrad).toBe(true);
    expect(noGrad(() => noGrad(() => 1) + (x.mul(2).requiresGrad ? 1 : 0))).toBe(1);
  });

  test('cannot be stopped for an asynchronous function', () => {
    expect(() => noGrad(async () => 1)).toThrow(ArgumentError);
  });

  test('is cut by detach', () => {
    const x = leaf(3);
    x.mul(x.detach()).backward();
    expect(x.grad!.item()).toBe(3);
    expect(x.detach().requiresGrad).toBe(false);
  });

  test('starts with requiresGrad_', () => {
    const x = ones([1]);
    expect(x.requiresGrad_()).toBe(x);
    expect([x.isLeaf, x.mul(2).isLeaf, x.mul(2).requiresGrad]).toEqual([true, false, true]);
    expect(x.requiresGrad_(false).mul(2).requiresGrad).toBe(false);
  });
});

test('errors say what came and what to do', () => {
  const x = leaf([1, 2]);
  expect(() => x.mul(2).backward()).toThrow(GradientError);
  expect(() => x.mul(2).backward()).toThrow('got the shape [2] without gradOutput');
  expect(() => x.mul(2).backward(ones([3]))).toThrow(ShapeError);
  expect(() => x.mul(2).backward(ones([3]))).toThrow('got gradOutput of shape [3]; expected [2]');
  expect(() => ones([1]).backward()).toThrow('requiresGrad_()');
  expect(() => ones([1]).retainGrad()).toThrow(GradientError);
  expect(() => x.mul(2).requiresGrad_(false)).toThrow('detach()');
});

describe('parts of one tensor', () => {
  const twice = () => {
    const x = tensor([1, 2, 3, 4], { requiresGrad: true });
    return { x, y: x.mul(2) };
  };

  test('add up, where they overlap and where the whole is used too', () => {
    const { x, y } = twice();
    y.slice(0, 0, 3).mul(10).add(y.slice(0, 1)).sum().add(y.sum()).add(y.at(3)).backward();
    expect(x.grad!.toArray()).toEqual([22, 24, 24, 6]);
  });

  test('do not disturb a gradient that another tensor was handed as well', () => {
    const { x: x1, y: y1 } = twice();
    const { x: x2, y: y2 } = twice();
    // Made first, so that the sum hands one gradient to both before the parts are added to it.
    const [part1, part2] = [y1.at(0), y2.slice(0, 2)];
    y1.add(y2).sum().add(part1).add(part2.sum()).backward();
    expect([x1.grad!.toArray(), x2.grad!.toArray()]).toEqual([
      [4, 2, 2, 2],
      [2, 2, 4, 4],
    ]);
  });

  test('are the same for a tensor that keeps its gradient, and for a node that is watched', () => {
    const { x, y } = twice();
    y.retainGrad();
    const [first, last] = [y.at(0), y.at(3)];
    const seen: unknown[] = [];
    first.gradFn!.registerHook((gradOutput, gradInputs) => seen.push(gradOutput.item(), gradInputs[0]!.toArray()));
    first.mul(3).add(last).backward();
    expect(y.grad!.toArray()).toEqual([3, 0, 0, 1]);
    expect(x.grad!.toArray()).toEqual([6, 0, 0, 2]);
    expect(seen).toEqual([3, [3, 0, 0, 0]]);
  });
});
