import { describe, expect, test } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  ArgumentError,
  DtypeError,
  GradientError,
  InPlaceError,
  ones,
  RMSprop,
  SGD,
  ShapeError,
  tensor,
  type Tensor,
} from '../../engine/index.ts';

describe('parameter groups', () => {
  const two = () => [ones([1], { requiresGrad: true }), ones([1], { requiresGrad: true })] as const;

  test("have settings of their own, and the constructor's where they say nothing", () => {
    const [slow, fast] = two();
    const optimizer = new SGD([{ params: [slow], lr: 0.25 }, { params: [fast] }], { lr: 0.5, momentum: 0.5 });
    expect(optimizer.paramGroups.map(({ lr, momentum }) => [lr, momentum])).toEqual([
      [0.25, 0.5],
      [0.5, 0.5],
    ]);
    expect(optimizer.params).toEqual([slow, fast]);
    for (const param of [slow, fast]) param.grad = ones([1]);
    optimizer.step();
    expect([slow.item(), fast.item()]).toEqual([0.75, 0.5]);
    optimizer.paramGroups[1]!.lr = 0;
    optimizer.step();
    expect([slow.item(), fast.item()]).toEqual([0.75 - 0.25 * 1.5, 0.5]);
    optimizer.zeroGrad();
    expect([slow.grad, fast.grad]).toEqual([null, null]);
  });

  test('can be added later', () => {
    const [first, later] = two();
    const optimizer = new Adam([first]);
    optimizer.addParamGroup({ params: [later], lr: 0.5, betas: [0.5, 0.5] });
    expect(optimizer.paramGroups[1]).toMatchObject({ lr: 0.5, betas: [0.5, 0.5], eps: 1e-8 });
    expect(() => optimizer.addParamGroup({ params: [first] })).toThrow('each parameter once');
  });

  test('lr is that of the only group', () => {
    const [a, b] = two();
    const optimizer = new SGD([a], { lr: 0.5 });
    optimizer.lr = 0.25;
    expect([optimizer.lr, optimizer.paramGroups[0]!.lr]).toEqual([0.25, 0.25]);
    expect(() => (optimizer.lr = -1)).toThrow(ArgumentError);
    optimizer.addParamGroup({ params: [b] });
    expect(() => optimizer.lr).toThrow('paramGroups[0].lr');
    expect(() => (optimizer.lr = 1)).toThrow(ArgumentError);
  });

  test('are counted through in stateDict, which stays as it was', () => {
    const [a, b] = two();
    const optimizer = new Adam([{ params: [a] }, { params: [b], lr: 0.5 }]);
    b.grad = tensor([2]);
    optimizer.step();
    const saved = optimizer.stateDict();
    expect(saved.paramGroups.map(({ params, lr }) => [params, lr])).toEqual([
      [[0], 0.001],
      [[1], 0.5],
    ]);
    expect(Object.keys(saved.state)).toEqual(['1']);
    optimizer.step();
    expect(saved.state[1]!['step']).toBe(1);
    expect((saved.state[1]!['expAvg'] as Tensor).item()).toBeCloseTo(0.2, 6);
    optimizer.paramGroups[1]!.lr = 7;
    optimizer.loadStateDict(saved);
    expect(optimizer.paramGroups[1]!.lr).toBe(0.5);
    expect(optimizer.state.get(b)!.step).toBe(1);
    expect(optimizer.state.get(b)!.expAvg).not.toBe(saved.state[1]!['expAvg']);
  });

  test('a state that does not fit is refused, and changes nothing', () => {
    const [a, b] = two();
    const [one, other] = [new Adam([a]), new Adam([ones([3], { requiresGrad: true })])];
    other.params[0]!.grad = ones([3]);
    other.step();
    expect(() => one.loadStateDict(new Adam([{ params: [a] }, { params: [b] }]).stateDict())).toThrow(
      '2 parameter groups',
    );
    expect(() => one.loadStateDict(new Adam([a, b]).stateDict())).toThrow('got 2 parameters in group 0');
    expect(() => one.loadStateDict(other.stateDict())).toThrow(ShapeError);
    const broken = one.stateDict();
    expect(() => one.loadStateDict({ ...broken, paramGroups: [{ ...broken.paramGroups[0]!, lr: -1 }] })).toThrow(
      'got lr -1',
    );
    expect([one.state.size, one.lr]).toEqual([0, 0.001]);
  });
});

test('settings that make no sense are refused', () => {
  const param = ones([1], { requiresGrad: true });
  expect(() => new SGD([])).toThrow(ArgumentError);
  expect(() => new SGD([param], { lr: -1 })).toThrow('got lr -1');
  expect(() => new SGD([param], { lr: NaN })).toThrow(ArgumentError);
  expect(() => new SGD([param], { nesterov: true })).toThrow(ArgumentError);
  expect(() => new SGD([{ params: [param], momentum: 0 }], { momentum: 0.9, nesterov: true })).toThrow(
    'SGD: got nesterov',
  );
  expect(() => new SGD([param.mul(2)])).toThrow(GradientError);
  expect(() => new SGD([1 as never])).toThrow('parameter 0 is a number');
  expect(() => new SGD([param, { params: [ones([1])] }] as never)).toThrow('mixed');
  expect(() => new SGD([param, param])).toThrow('each parameter once');
  expect(() => new SGD([ones([1]).expand([3])])).toThrow(InPlaceError);
  expect(() => new RMSprop([param], { alpha: -1 })).toThrow('got alpha -1');
  expect(() => new Adagrad([param], { eps: -1 })).toThrow('got eps -1');
  expect(() => new Adam([param], { betas: [0.9, 1] })).toThrow('got 1 as beta 2');
  expect(() => new AdamW([param], { weightDecay: -1 })).toThrow('got weightDecay -1');
  expect(new SGD([param]).lr).toBe(1e-3);
});

test('a gradient that does not fit is refused', () => {
  const param = ones([2], { requiresGrad: true });
  param.grad = ones([1]);
  expect(() => new SGD([param]).step()).toThrow(ShapeError);
  param.grad = ones([2], { dtype: 'float64' });
  expect(() => new Adam([param]).step()).toThrow(DtypeError);
});
