import { columnsSize, type ConvolutionSizes } from '../../kernels/convolution.ts';
import type { Axis } from '../../kernels/windows.ts';
import { claim, free } from '../../memory/residency.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import type { Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor, addressIfAny } from './place.ts';

/** Whether as many zeros follow the last number as come before the first, which the kernels take for granted. */
function isSymmetric({ size, kernel, stride, padding, dilation, out }: Axis): boolean {
  return out === Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

/** The arguments with which each of the kernels begins. */
function sizesForKernel({ batch, channels, outChannels, groups, vertical: v, horizontal: h }: ConvolutionSizes) {
  const image = [batch, channels, v.size, h.size, outChannels] as const;
  const window = [v.kernel, h.kernel, v.stride, h.stride, v.padding, h.padding, v.dilation, h.dilation] as const;
  return [...image, ...window, groups] as const;
}

type Prepared = readonly [a: number, b: number, out: Tensor, work: number];

/** Calls a kernel with where two contiguous tensors lie, with room for the result, and with room to work in. */
function convolveWith(
  sizes: ConvolutionSizes,
  shape: Shape,
  size: number,
  a: Tensor,
  b: Tensor,
  run: (...prepared: Prepared) => void,
): Tensor | null {
  if (a.dtype !== 'float32' || size === 0 || a.size === 0 || b.size === 0) return null;
  if (!isSymmetric(sizes.vertical) || !isSymmetric(sizes.horizontal)) return null;
  const [x, y] = [addressFor(a), addressFor(b)];
  const out = x === 0 || y === 0 ? null : claim(size);
  const work = out === null ? null : claim(columnsSize(sizes));
  if (out === null || work === null) return null;
  const result = new Tensor(out, shape);
  run(x, y, result, work.address);
  free(work);
  return result;
}

export function convolveInWasm(
  sizes: ConvolutionSizes,
  shape: Shape,
  size: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
): Tensor | null {
  const b = addressIfAny(bias);
  if (b === null) return null;
  return convolveWith(sizes, shape, size, x, weight, (from, w, out, work) =>
    wasm!.kernels.conv2dForward(...sizesForKernel(sizes), out.storage.address, from, w, b, work),
  );
}

export function convolveGradInputInWasm(sizes: ConvolutionSizes, like: Tensor, g: Tensor, weight: Tensor) {
  return convolveWith(sizes, like.shape, like.size, g, weight, (from, w, out, work) =>
    wasm!.kernels.conv2dBackwardInput(...sizesForKernel(sizes), out.storage.address, from, w, work),
  );
}

export function convolveGradWeightInWasm(sizes: ConvolutionSizes, like: Tensor, g: Tensor, x: Tensor) {
  return convolveWith(sizes, like.shape, like.size, g, x, (from, image, out, work) =>
    wasm!.kernels.conv2dBackwardWeight(...sizesForKernel(sizes), out.storage.address, from, image, work),
  );
}
