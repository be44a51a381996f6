import { describe, expect, test } from 'vitest';
import {
  ArgumentError,
  BatchNorm1d,
  Generator,
  Linear,
  Module,
  noGrad,
  Parameter,
  ReLU,
  Sequential,
  tensor,
  type StateDict,
  type Tensor,
} from '../../../engine/index.ts';

const generator = new Generator(2);

describe('stateDict', () => {
  test('is plain data, in row-major order, and a copy', () => {
    const linear = new Linear(2, 2, { generator });
    const net = new Sequential(linear, new BatchNorm1d(2));
    noGrad(() =>
      linear.weight.copy_(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    );
    const state = net.stateDict();
    expect(Object.keys(state)).toEqual([
      '0.weight',
      '0.bias',
      '1.weight',
      '1.bias',
      '1.runningMean',
      '1.runningVar',
      '1.numBatchesTracked',
    ]);
    expect(state['0.weight']).toEqual({ shape: [2, 2], dtype: 'float32', data: [1, 2, 3, 4] });
    expect(state['1.numBatchesTracked']).toEqual({ shape: [], dtype: 'float32', data: [0] });
    noGrad(() => linear.weight.zero_());
    expect(state['0.weight']!.data).toEqual([1, 2, 3, 4]);
  });

  test.each(['float32', 'float64'] as const)('comes back exactly through JSON in %s', (dtype) => {
    const source = new Linear(7, 5, { generator, dtype });
    const target = new Linear(7, 5, { generator, dtype });
    const { weight } = target;
    expect(target.stateDict()).not.toEqual(source.stateDict());
    target.loadStateDict(JSON.parse(JSON.stringify(source.stateDict())) as StateDict);
    expect(target.stateDict()).toEqual(source.stateDict());
    expect(target.weight).toBe(weight);
    expect(target.weight.isLeaf && target.weight.requiresGrad).toBe(true);
  });

  test('brings back, without JSON, even what JSON cannot write', () => {
    const source = new Linear(2, 2, { generator });
    noGrad(() => source.weight.copy_(tensor([[-0, NaN], [Infinity, -Infinity]]))); // prettier-ignore
    const target = new Linear(2, 2, { generator });
    target.loadStateDict(source.stateDict());
    expect(target.stateDict()).toEqual(source.stateDict());
  });

  test('holds a view in its own order, and loads into one', () => {
    class Held extends Module {
      w = new Parameter(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]).T,
      );
      forward(): Tensor {
        return this.w;
      }
    }
    const held = new Held();
    expect(held.stateDict().w).toEqual({ shape: [3, 2], dtype: 'float32', data: [1, 4, 2, 5, 3, 6] });
    held.loadStateDict({ w: { shape: [3, 2], dtype: 'float64', data: [6, 5, 4, 3, 2, 1] } });
    expect(held.w.toArray()).toEqual([
      [6, 5],
      [4, 3],
      [2, 1],
    ]);
    expect(held.w.dtype).toBe('float32');
  });

  test('that does not fit is refused with everything that is wrong, and nothing changes', () => {
    const net = new Sequential(new Linear(2, 3, { generator }), new ReLU(), new Linear(3, 1, { generator }));
    const before = net.stateDict();
    const { '0.bias': bias, ...rest } = before;
    const wrong = { ...rest, '0.weight': before['2.weight']!, extra: bias! };
    const load = (state: unknown) => () => net.loadStateDict(state as StateDict);
    expect(load(wrong)).toThrow(ArgumentError);
    expect(load(wrong)).toThrow('missing: 0.bias; unexpected: extra; 0.weight has the shape [1, 3], expected [3, 2]');
    const last = before['2.bias']!;
    const other = { ...before, '0.bias': { ...bias!, data: [7, 7, 7] } };
    expect(load({ ...other, '2.bias': { ...last, data: [null] } })).toThrow('2.bias holds null at position 0');
    expect(load({ ...other, '2.bias': { ...last, data: [] } })).toThrow('2.bias has 0 numbers, expected 1');
    expect(load({ ...other, '2.bias': 3 })).toThrow('2.bias is not of the form');
    expect(load(JSON.stringify(before))).toThrow('Use JSON.parse on text');
    expect(load(null)).toThrow('got a null');
    expect(net.stateDict()).toEqual(before);
  });
});
