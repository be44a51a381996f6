export { Tensor } from './tensor.ts';
export { tensor, zeros, ones, full, zerosLike, onesLike, arange, linspace, eye, type TensorOptions } from './create.ts';
export { randn, rand, randint, randperm, type RandomOptions } from './random.ts';
export type { NestedInput, NestedNumbers } from './nested.ts';
export type { Shape } from './shape.ts';
export type { Dtype } from './storage.ts';
