import { ArgumentError } from '../errors.ts';
import { Tensor } from '../tensor/tensor.ts';

/**
 * A tensor that a {@link Module} counts among what it learns: the class says so, not `requiresGrad`, so a frozen parameter stays one.
 *
 * Shape: that of `data`, whose numbers it shares.
 * Grad: a leaf that asks for gradients unless told otherwise; what is computed from it is a plain tensor.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html
 */
export class Parameter extends Tensor {
  constructor(data: Tensor, requiresGrad = true) {
    expectData(data, 'Parameter');
    super(data.storage, data.shape, data.strides, data.offset);
    this.requiresGrad_(requiresGrad);
  }
}

/**
 * A tensor that a {@link Module} keeps and saves but does not learn, such as a running average.
 *
 * Shape: that of `data`, whose numbers it shares.
 * Grad: asks for none.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.parameter.Buffer.html
 */
export class Buffer extends Tensor {
  constructor(data: Tensor) {
    expectData(data, 'Buffer');
    super(data.storage, data.shape, data.strides, data.offset);
  }
}

function expectData(data: unknown, caller: string): void {
  if (data instanceof Tensor) return;
  throw new ArgumentError(
    `${caller}: got a ${data === null ? 'null' : typeof data}; expected a tensor, for example new ${caller}(zeros([3])).`,
  );
}
