import * as kernels from '../kernels/binary.ts';
import { isRecording } from '../autograd/mode.ts';
import { InPlaceError, ShapeError } from '../errors.ts';
import { broadcastShapes, formatShape, repeatsNumbers, sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { asTensor, broadcastBinary } from './broadcast.ts';
import { writeOver } from './copying.ts';
import { binaryOverInWasm } from './in-wasm/binary.ts';

// Writes into the storage, so every view of it changes too. They are not recorded: where a gradient would be lost, they refuse.
declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Adds `other` to this tensor itself, and returns it.
     *
     * Shape: unchanged; `other` is broadcast to it.
     * Grad: none; a tensor that asks for gradients can be written only inside `noGrad`.
     * @throws InPlaceError where a gradient would be lost.
     * @see https://pytorch.org/docs/stable/generated/torch.Tensor.add_.html
     */
    add_(other: Tensor | number): this;
    /** Takes `other` off this tensor itself, and returns it; rules as for {@link Tensor.add_}. */
    sub_(other: Tensor | number): this;
    /** Multiplies this tensor itself by `other`, and returns it; rules as for {@link Tensor.add_}. */
    mul_(other: Tensor | number): this;
    /** Divides this tensor itself by `other`, and returns it; rules as for {@link Tensor.add_}. */
    div_(other: Tensor | number): this;
    /** Writes the numbers of `source` over this tensor's own, and returns it; rules as for {@link Tensor.add_}. */
    copy_(source: Tensor | number): this;
    /** Writes one number everywhere, and returns this tensor; rules as for {@link Tensor.add_}. */
    fill_(value: number): this;
    /** Writes 0 everywhere, and returns this tensor; rules as for {@link Tensor.add_}. */
    zero_(): this;
  }
}

function checkWritable(target: Tensor, source: Tensor, caller: string): void {
  if (isRecording() && (target.requiresGrad || source.requiresGrad)) {
    throw new InPlaceError(
      `${caller}: got a ${target.requiresGrad ? 'target' : 'source'} that asks for gradients; a write in place would lose them. ` +
        `Wrap it in noGrad(() => …) to change a parameter, or use ${caller.replace('_', '')} without the underscore where there is one.`,
    );
  }
  if (repeatsNumbers(target.shape, target.strides)) {
    throw new InPlaceError(
      `${caller}: got an expanded view, in which one number stands for many; expected a tensor of its own. Use clone() first.`,
    );
  }
  if (!sameShape(broadcastShapes(target.shape, source.shape, caller), target.shape)) {
    throw new ShapeError(
      `${caller}: got the shape ${formatShape(source.shape)} to write into ${formatShape(target.shape)}; expected a shape that broadcasts to it.`,
    );
  }
}

function write(target: Tensor, source: Tensor): void {
  // A source that shares storage may be overwritten before it is read.
  writeOver(target, source.storage === target.storage ? source.detach().clone() : source);
  target.storage.version++;
}

function defineInPlace(name: 'add' | 'sub' | 'mul' | 'div'): void {
  const kernel = kernels[name];
  const method = `${name}_` as const;
  Tensor.prototype[method] = function (other) {
    const partner = asTensor(other, this.dtype, method);
    checkWritable(this, partner, method);
    if (
      this.contiguousInStorage &&
      partner.contiguousInStorage &&
      sameShape(this.shape, partner.shape) &&
      partner.storage !== this.storage
    ) {
      if (!binaryOverInWasm(kernel, this, partner)) {
        const { data } = this.storage;
        kernel(this.size, data, this.offset, data, this.offset, 1, partner.storage.data, partner.offset, 1);
      }
      this.storage.version++;
    } else {
      write(this, broadcastBinary(method, kernel, this, partner));
    }
    return this;
  };
}

defineInPlace('add');
defineInPlace('sub');
defineInPlace('mul');
defineInPlace('div');

Tensor.prototype.copy_ = function (source) {
  const from = asTensor(source, this.dtype, 'copy_');
  checkWritable(this, from, 'copy_');
  write(this, from);
  return this;
};
Tensor.prototype.fill_ = function (value) {
  const from = asTensor(value, this.dtype, 'fill_');
  checkWritable(this, from, 'fill_');
  write(this, from);
  return this;
};
Tensor.prototype.zero_ = function () {
  return this.fill_(0);
};
