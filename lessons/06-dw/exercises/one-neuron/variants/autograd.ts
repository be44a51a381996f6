import { tensor } from 'risotto';

/** Right by letting the engine do it: it walks back through z = w·x to w. */
export function dwNeuron(x: number[], dz: number): number[] {
  const w = tensor(
    x.map(() => 0),
    { dtype: 'float64', requiresGrad: true },
  );
  w.mul(tensor(x, { dtype: 'float64' }))
    .sum()
    .mul(dz)
    .backward();
  return w.grad!.toArray() as number[];
}
