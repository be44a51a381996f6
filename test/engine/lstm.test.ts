import { expect, test } from 'vitest';
import { cat, DtypeError, Generator, randn, ShapeError, tensor, zeros, type Tensor } from '../../engine/index.ts';

const float64 = { dtype: 'float64' } as const;
const near = { rtol: 1e-12, atol: 1e-12 };

/** The formulas of the documentation, one operation at a time. */
function composed(gates: Tensor, c: Tensor): Tensor {
  const h = c.shape[1]!;
  const [i, f, g, o] = [0, 1, 2, 3].map((k) => gates.slice(1, k * h, (k + 1) * h)) as [Tensor, Tensor, Tensor, Tensor];
  const newC = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
  return cat([o.sigmoid().mul(newC.tanh()), newC], 1);
}

test('by hand: closed and open gates', () => {
  const [open, closed] = [1000, -1000];
  const c = tensor([[2, 3]], float64);
  const keep = tensor([[closed, closed, open, open, 5, 5, open, closed]], float64);
  expect(keep.lstmCell(c).toArray()).toEqual([[Math.tanh(2), 0, 2, 3]]);
  const replace = tensor([[open, open, closed, closed, 0.5, -0.5, open, open]], float64);
  const [a, b] = [Math.tanh(0.5), Math.tanh(-0.5)];
  expect(replace.lstmCell(c).toArray()).toEqual([[Math.tanh(a), Math.tanh(b), a, b]]);
});

test('agrees with the formulas one operation at a time, gradients too', () => {
  const inputs = () =>
    [
      [3, 20],
      [3, 5],
      [3, 10],
    ].map((shape, seed) => randn(shape, { ...float64, generator: new Generator(seed) }));
  const [fused, parts] = [inputs(), inputs()];
  const results = [
    [fused, (gates: Tensor, c: Tensor) => gates.lstmCell(c)],
    [parts, composed],
  ] as const;
  const outputs = results.map(([[gates, c, upstream], run]) => {
    const out = run(gates!.requiresGrad_(), c!.requiresGrad_());
    out.backward(upstream);
    return out;
  });
  expect(outputs[0]!.allclose(outputs[1]!, near)).toBe(true);
  for (const i of [0, 1]) expect(fused[i]!.grad!.allclose(parts[i]!.grad!, near)).toBe(true);
});

test('refuses shapes and dtypes that do not fit', () => {
  expect(() => zeros([2, 8]).lstmCell(zeros([2, 3]))).toThrow(ShapeError);
  expect(() => zeros([2, 8]).lstmCell(zeros([1, 2]))).toThrow('expected [n, 4h] and [n, h]');
  expect(() => zeros([8]).lstmCell(zeros([2]))).toThrow('Use unsqueeze(0) for a single example');
  expect(() => zeros([2, 8]).lstmCell(zeros([2, 2], float64))).toThrow(DtypeError);
});
