import * as kernels from '../kernels/pooling.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { Saved } from '../memory/saved.ts';
import { countOf, formatShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { fromData, Tensor } from '../tensor/tensor.ts';
import { defineOp } from './define.ts';
import { avgPoolInWasm, maxPoolBackwardInWasm, maxPoolInWasm, type PoolPlan } from './in-wasm/pooling.ts';
import { apart, awayFromZero, chance, type Sample } from './sampling.ts';
import { axesOf, perDimension, planeOf, type PerDimension } from './windows.ts';

export interface PoolOptions {
  /** How far the window moves; as far as it is large unless said otherwise, so that windows do not overlap. */
  readonly stride?: PerDimension;
  /** How far the window may reach over the edges; at most half of its size. */
  readonly padding?: PerDimension;
}

export interface AvgPoolOptions extends PoolOptions {
  /** Whether what lies beyond the edges counts as zeros (true unless said otherwise) or not at all. */
  readonly countIncludePad?: boolean;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The largest number in each stretch of a sequence: {@link Tensor.maxPool2d} in one dimension.
     *
     * Shape: `[n, c, l]` or `[c, l]` → `[n, c, l′]`, where l′ = ⌊(l + 2 · padding − kernelSize) / stride⌋ + 1.
     * Grad: gradOutput to the largest number of each window, to the first of them on a tie, as in PyTorch.
     * @throws ShapeError if the shape does not fit or nothing would come out, ArgumentError if an option means nothing here.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.max_pool1d.html
     */
    maxPool1d(kernelSize: PerDimension, options?: PoolOptions): Tensor;
    /**
     * The largest number in each window of an image.
     *
     * Shape: `[n, c, h, w]` or `[c, h, w]` → `[n, c, h′, w′]`, where h′ = ⌊(h + 2 · padding − kernelSize) / stride⌋ + 1.
     * Grad: gradOutput to the largest number of each window, to the first of them on a tie, as in PyTorch.
     * @throws ShapeError if the shape does not fit or nothing would come out, ArgumentError if an option means nothing here.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html
     */
    maxPool2d(kernelSize: PerDimension, options?: PoolOptions): Tensor;
    /**
     * The average of each stretch of a sequence: {@link Tensor.avgPool2d} in one dimension.
     *
     * Shape: as for {@link Tensor.maxPool1d}.
     * Grad: gradOutput of each window, shared evenly among the numbers it averaged.
     * @throws ShapeError if the shape does not fit or nothing would come out, ArgumentError if an option means nothing here.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool1d.html
     */
    avgPool1d(kernelSize: PerDimension, options?: AvgPoolOptions): Tensor;
    /**
     * The average of each window of an image.
     *
     * Shape: as for {@link Tensor.maxPool2d}.
     * Grad: gradOutput of each window, shared evenly among the numbers it averaged.
     * @throws ShapeError if the shape does not fit or nothing would come out, ArgumentError if an option means nothing here.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html
     */
    avgPool2d(kernelSize: PerDimension, options?: AvgPoolOptions): Tensor;
  }
}

function defineMaxPool(name: 'maxPool1d' | 'maxPool2d', spaceDims: number): void {
  const run = defineOp<[Tensor], [plan: PoolPlan, saved: Saved]>({
    name,
    forward: ([input], plan, saved) => {
      const x = input.contiguous();
      const fast = maxPoolInWasm(plan, x, saved);
      if (fast !== null) return fast;
      const values = allocate(x.dtype, countOf(plan.outShape));
      // Float32 would not hold every place of a large image.
      const places = allocate('float64', values.length);
      kernels.maxPool(plan.planes, plan.vertical, plan.horizontal, values, places, x.storage.data, x.offset);
      saved.put(fromData(places, plan.outShape).storage);
      return fromData(values, plan.outShape);
    },
    backward: [
      (gradOutput, node, plan, saved) => {
        const g = gradOutput.contiguous();
        const fast = maxPoolBackwardInWasm(plan, node.inputs[0]!, g, saved);
        if (fast !== null) return fast;
        const out = allocate(g.dtype, countOf(node.shapeOf(0)));
        const places = saved.at(0)!.data;
        kernels.maxPoolGradInput(plan.planes, plan.vertical, plan.horizontal, out, places, g.storage.data, g.offset);
        return fromData(out, node.shapeOf(0));
      },
    ],
    sample: (generator) => {
      const { shape, kernel, options } = drawPooling(generator, spaceDims);
      return { inputs: [apart(generator, shape)], run: (x) => x![name](kernel, options) };
    },
  });
  Tensor.prototype[name] = function (kernelSize, options = {}) {
    return run([this], planOf(this, kernelSize, options, spaceDims, name), new Saved());
  };
}

function defineAvgPool(name: 'avgPool1d' | 'avgPool2d', spaceDims: number): void {
  const run = defineOp<[Tensor], [plan: PoolPlan, countIncludePad: boolean]>({
    name,
    forward: ([input], plan, countIncludePad) => {
      const x = input.contiguous();
      const fast = avgPoolInWasm(plan, countIncludePad, x);
      if (fast !== null) return fast;
      const { planes, vertical, horizontal, outShape } = plan;
      const out = allocate(x.dtype, countOf(outShape));
      kernels.avgPool(planes, vertical, horizontal, countIncludePad, out, x.storage.data, x.offset);
      return fromData(out, outShape);
    },
    backward: [
      (gradOutput, node, plan, countIncludePad) => {
        const g = gradOutput.contiguous();
        const fast = avgPoolInWasm(plan, countIncludePad, g, node.inputs[0]!);
        if (fast !== null) return fast;
        const { planes, vertical, horizontal } = plan;
        const out = allocate(g.dtype, countOf(node.shapeOf(0)));
        kernels.avgPoolGradInput(planes, vertical, horizontal, countIncludePad, out, g.storage.data, g.offset);
        return fromData(out, node.shapeOf(0));
      },
    ],
    sample: (generator): Sample => {
      const { shape, kernel, options } = drawPooling(generator, spaceDims);
      const countIncludePad = chance(generator);
      return {
        inputs: [awayFromZero(generator, shape)],
        run: (x) => x![name](kernel, { ...options, countIncludePad }),
      };
    },
  });
  Tensor.prototype[name] = function (kernelSize, options = {}) {
    const { countIncludePad = true } = options;
    return run([this], planOf(this, kernelSize, options, spaceDims, name), countIncludePad);
  };
}

/** Windows that overlap, touch or leave gaps, with and without padding, on images that just hold one or a few. */
function drawPooling(generator: Generator, spaceDims: number) {
  const each = (draw: (d: number) => number) => Array.from({ length: spaceDims }, (_, d) => draw(d));
  const kernel = each(() => generator.integer(1, 4));
  const padding = each((d) => generator.integer(0, Math.floor(kernel[d]! / 2) + 1));
  const space = each((d) => Math.max(1, kernel[d]! - 2 * padding[d]!) + generator.integer(0, 4));
  const leading = Array.from({ length: generator.integer(1, 3) }, () => generator.integer(1, 3));
  const stride = each(() => generator.integer(1, 4));
  const options: PoolOptions = chance(generator) ? { padding } : { padding, stride };
  return { shape: [...leading, ...space], kernel, options };
}

function planOf(
  input: Tensor,
  kernelSize: PerDimension,
  { stride = kernelSize, padding = 0 }: PoolOptions,
  spaceDims: number,
  caller: string,
): PoolPlan {
  if (input.ndim !== spaceDims + 1 && input.ndim !== spaceDims + 2) {
    const space = spaceDims === 1 ? 'l' : 'h, w';
    throw new ShapeError(
      `${caller}: got an input of shape ${formatShape(input.shape)}; expected [n, c, ${space}] or [c, ${space}]. Use unsqueeze for a missing dimension.`,
    );
  }
  const kernel = perDimension(kernelSize, spaceDims, 1, 'kernelSize', caller);
  const steps = perDimension(stride, spaceDims, 1, 'stride', caller);
  const zeros = perDimension(padding, spaceDims, 0, 'padding', caller);
  if (zeros.some((n, d) => 2 * n > kernel[d]!)) {
    throw new ArgumentError(
      `${caller}: got padding ${formatShape(zeros)} for windows of ${formatShape(kernel)}; ` +
        `expected at most half of the window, or some would lie outside altogether.`,
    );
  }
  const dense = new Array<number>(spaceDims).fill(1);
  const axes = axesOf(input.shape.slice(-spaceDims), kernel, steps, zeros, zeros, dense, caller);
  const leading = input.shape.slice(0, -spaceDims);
  return { planes: countOf(leading), ...planeOf(axes), outShape: [...leading, ...axes.map(({ out }) => out)] };
}

defineMaxPool('maxPool1d', 1);
defineMaxPool('maxPool2d', 2);
defineAvgPool('avgPool1d', 1);
defineAvgPool('avgPool2d', 2);
