import { ArgumentError, DtypeError, GradientError, InPlaceError, ShapeError } from '../errors.ts';
import { formatShape, repeatsNumbers, sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Refuses settings that make no sense, such as a negative learning rate. */
export function expectAtLeastZero(name: string, value: number): number {
  if (value >= 0) return value;
  throw new ArgumentError(`optimizer: got ${name} ${value}; expected a number from 0 up.`);
}

export function checkParam(param: unknown, i: number): void {
  if (!(param instanceof Tensor))
    throw new ArgumentError(`optimizer: parameter ${i} is a ${typeof param}; expected a tensor.`);
  if (!param.isLeaf)
    throw new GradientError(
      `optimizer: parameter ${i} is the result of "${param.gradFn!.op}"; expected a leaf, made with requiresGrad.`,
    );
  if (repeatsNumbers(param.shape, param.strides))
    throw new InPlaceError(
      `optimizer: parameter ${i} is an expanded view, in which one number stands for many; expected a tensor of its own. Use clone() first.`,
    );
}

export function checkGrad(param: Tensor, grad: Tensor): void {
  if (!sameShape(param.shape, grad.shape))
    throw new ShapeError(
      `optimizer: got a gradient of shape ${formatShape(grad.shape)} for a parameter of shape ${formatShape(param.shape)}; expected one shape.`,
    );
  if (param.dtype !== grad.dtype)
    throw new DtypeError(
      `optimizer: got a ${grad.dtype} gradient for a ${param.dtype} parameter; expected one dtype. Convert it with to('${param.dtype}').`,
    );
}
