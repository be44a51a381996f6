import { noGrad, zeros, type Tensor } from '../../engine/index.ts';

/** The same numbers and shape in storage that is laid out otherwise: what no operation may notice. */
export type Disguise = (input: Tensor) => Tensor;

const transposed: Disguise = (input) => {
  const reversed = Array.from({ length: input.ndim }, (_, d) => input.ndim - 1 - d);
  return input.permute(reversed).clone().permute(reversed);
};

const everySecond: Disguise = (input) => {
  if (input.ndim === 0) return input;
  const last = input.ndim - 1;
  const roomy = zeros([...input.shape.slice(0, last), 2 * input.shape[last]!], { dtype: input.dtype });
  const view = roomy.slice(last, 0, undefined, 2);
  noGrad(() => view.copy_(input));
  return view;
};

const insideLarger: Disguise = (input) => {
  const larger = zeros([3, ...input.shape], { dtype: input.dtype });
  const view = larger.select(0, 1);
  noGrad(() => view.copy_(input));
  return view;
};

export const disguises: readonly (readonly [string, Disguise])[] = [
  ['transposed', transposed],
  ['every second', everySecond],
  ['inside a larger tensor', insideLarger],
];
