import { tensor } from 'risotto';
import { b, dw, w, x, y } from './01-one-pot.ts';

// The first way is the formula, dw. The second: taste twice, a hair apart.
function loss(weights: number[]): number {
  const z = weights.reduce((sum, weight, j) => sum + weight * x[j], b);
  return 0.5 * (z - y) ** 2;
}
const h = 1e-4;
export const tasted = w.map((_, j) => {
  const nudged = (by: number) =>
    w.map((weight, k) => (k === j ? weight + by : weight));
  return (loss(nudged(h)) - loss(nudged(-h))) / (2 * h);
});

// Third way: the engine remembers each step and walks back through them.
const weights = tensor(w, { dtype: 'float64', requiresGrad: true });
const z = weights
  .mul(tensor(x, { dtype: 'float64' }))
  .sum()
  .add(b);
z.sub(y).pow(2).mul(0.5).backward();

const show = (slopes: number[]) =>
  slopes.map((slope) => slope.toFixed(6)).join('  ');
console.log('x · dz  ', show(dw));
console.log('tasted  ', show(tasted));
console.log('engine  ', show(weights.grad!.toArray() as number[]));
