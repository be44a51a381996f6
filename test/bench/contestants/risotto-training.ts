import { tensor, type Optimizer, type Tensor } from 'risotto';
import type { Running } from '../contestant.ts';
import type { Classes, Numbers } from '../problems.ts';

export const numbers = ({ data, shape }: Numbers | Classes): Tensor =>
  tensor(Float32Array.from(data)).reshape([...shape]);

/** The weights of a problem as leaves, under their names. */
export function leaves<Name extends string>(weights: Readonly<Record<Name, Numbers>>): Record<Name, Tensor> {
  return Object.fromEntries(
    Object.entries<Numbers>(weights).map(([name, weight]) => [name, numbers(weight).requiresGrad_()]),
  ) as Record<Name, Tensor>;
}

/** A step as every lesson writes it. */
export function training(optimizer: Optimizer, compute: () => Tensor): Running {
  return {
    step() {
      optimizer.zeroGrad();
      const loss = compute();
      loss.backward();
      optimizer.step();
      return loss.item();
    },
  };
}
