import { tensor } from 'risotto';
import type { Tensor } from 'risotto';

export function dwNeuron(x: number[], dz: number): Tensor {
  return tensor(x).mul(dz);
}
