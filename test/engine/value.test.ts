import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArgumentError, numericalGradient, tensor, Value, type Tensor } from '../../engine/index.ts';

/** What Value and Tensor both can do; a program of such steps must give the same numbers on either. */
type Steps<T> = { [K in 'neg' | 'exp' | 'tanh' | 'sigmoid' | 'relu']: () => T } & {
  [K in 'add' | 'sub' | 'mul' | 'div']: (other: T) => T;
} & { log: () => T; pow: (exponent: number) => T };

const steps = fc.array(fc.record({ kind: fc.nat(10), i: fc.nat(), j: fc.nat() }), { minLength: 1, maxLength: 12 });

/** Keeps numbers small and away from kinks and poles, so that both sides have one well-defined answer. */
function compute<T extends Steps<T>>(program: { kind: number; i: number; j: number }[], leaves: T[]): T {
  const made = [...leaves];
  for (const { kind, i, j } of program) {
    const [a, b] = [made[i % made.length]!, made[j % made.length]!];
    const operations = [
      () => a.add(b),
      () => a.sub(b),
      () => a.mul(b).tanh(),
      () => a.div(b.sigmoid()).tanh(),
      () => a.pow(2).tanh(),
      () => a.neg(),
      () => a.tanh().exp(),
      () => a.sigmoid().log(),
      () => a.tanh(),
      () => a.sigmoid(),
      () => a.relu(),
    ];
    made.push(operations[kind]!());
  }
  return made.slice(leaves.length).reduce((sum, next) => sum.add(next));
}

test('Value and Tensor agree on value and gradients, for any program', () => {
  fc.assert(
    fc.property(steps, (program) => {
      const numbers = [0.5, -1.25, 2];
      const values = numbers.map((number) => new Value(number));
      const tensors = numbers.map((number) => tensor(number, { dtype: 'float64', requiresGrad: true }));
      const result = compute<Value>(program, values);
      const expected = compute<Tensor>(program, tensors);
      result.backward();
      expected.backward();
      expect(result.data).toBeCloseTo(expected.item(), 10);
      values.forEach((value, i) => expect(value.grad).toBeCloseTo(tensors[i]!.grad?.item() ?? 0, 9));
    }),
  );
});

describe('each operation has the slope central differences find', () => {
  const cases: [string, (x: Value) => Value][] = [
    ['+', (x) => x.add(3)],
    ['-', (x) => new Value(3).sub(x)],
    ['*', (x) => x.mul(x)],
    ['/', (x) => new Value(3).div(x)],
    ['^', (x) => x.pow(-1.5)],
    ['neg', (x) => x.neg()],
    ['exp', (x) => x.exp()],
    ['log', (x) => x.log()],
    ['tanh', (x) => x.tanh()],
    ['relu', (x) => x.relu()],
    ['sigmoid', (x) => x.sigmoid()],
  ];
  test.each(cases)('%s', (op, f) => {
    const x = new Value(1.3);
    const y = f(x);
    y.backward();
    expect(y.op.startsWith(op)).toBe(true);
    expect(x.grad).toBeCloseTo(
      numericalGradient((at) => f(new Value(at)).data, 1.3),
      8,
    );
  });
});

test('every node shows its operation, parents, label and gradient', () => {
  const [a, b] = [new Value(2, 'a'), new Value(-3, 'b')];
  const product = a.mul(b);
  product.label = 'ab';
  const loss = product.add(10);
  loss.backward();
  expect([product.op, product.parents, product.slopes]).toEqual(['*', [a, b], [-3, 2]]);
  expect([a.grad, b.grad, product.grad, loss.grad]).toEqual([-3, 2, 1, 1]);
  expect(loss.history()).toEqual([a, b, product, loss.parents[1], loss]);
  expect(`${product}`).toBe('Value(ab: data=-6, grad=1)');
  expect(new Value(0).relu().slopes).toEqual([0]);
});

test('leaves add up over calls, intermediates start afresh', () => {
  const x = new Value(3);
  const y = x.mul(x);
  const z = y.mul(2);
  z.backward();
  z.backward();
  expect([x.grad, y.grad, z.grad]).toEqual([24, 2, 1]);
});

test('a chain of 100,000 operations does not overflow', () => {
  const x = new Value(1);
  let y = x;
  for (let i = 0; i < 100_000; i++) y = y.add(1);
  y.backward();
  expect([y.data, x.grad]).toEqual([100_001, 1]);
});

test('plain operators and plain nonsense are refused', () => {
  expect(() => (new Value(1) as unknown as number) + 1).toThrow(ArgumentError);
  expect(() => new Value('1' as never)).toThrow('got a string');
});
