import * as kernels from '../kernels/convolution.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { countOf, formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { expectSameDtype } from './broadcast.ts';
import { defineOp } from './define.ts';
import { convolveGradInputInWasm, convolveGradWeightInWasm, convolveInWasm } from './in-wasm/convolution.ts';
import { awayFromZero, chance, type SampleMaker } from './sampling.ts';
import { axesOf, perDimension, planeOf, type PerDimension } from './windows.ts';

export interface ConvolutionOptions {
  /** How far the kernel moves from one output to the next. */
  readonly stride?: PerDimension;
  /** Zeros put around the input; `'same'` for as many as keep its size, `'valid'` for none. */
  readonly padding?: PerDimension | 'same' | 'valid';
  /** How far apart the numbers lie that a kernel reads. */
  readonly dilation?: PerDimension;
  /** Into how many groups the channels fall; each output channel sees the input channels of its own group. */
  readonly groups?: number;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Sequences seen through a sliding kernel: the convolution of {@link Tensor.conv2d} in one dimension.
     *
     * Shape: `[n, c, l]` or `[c, l]`, with a weight of `[out, c / groups, k]` and a bias of `[out]` → `[n, out, l′]`, where
     * l′ = ⌊(l + 2 · padding − dilation · (k − 1) − 1) / stride⌋ + 1.
     * Grad: as for {@link Tensor.conv2d}.
     * @throws ShapeError if the shapes do not fit, or nothing would come out.
     * @throws ArgumentError if an option means nothing here, DtypeError if the dtypes differ.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.conv1d.html
     */
    conv1d(weight: Tensor, bias?: Tensor | null, options?: ConvolutionOptions): Tensor;
    /**
     * Images seen through a sliding kernel: out[o, y, x] = bias[o] + Σ weight[o, c, i, j] · in[c, y·stride + i, x·stride + j].
     *
     * Shape: `[n, c, h, w]` or `[c, h, w]`, with a weight of `[out, c / groups, kh, kw]` and a bias of `[out]` →
     * `[n, out, h′, w′]`, where h′ = ⌊(h + 2 · padding − dilation · (kh − 1) − 1) / stride⌋ + 1, and w′ likewise.
     * Grad: to this, gradOutput through the kernel backwards: each number collects weight · gradOutput from all that saw it;
     * to weight, the sum over positions of gradOutput · what the kernel saw there; to bias Σ gradOutput.
     * @throws ShapeError if the shapes do not fit, or nothing would come out.
     * @throws ArgumentError if an option means nothing here, DtypeError if the dtypes differ.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html
     * @see Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", https://arxiv.org/abs/1603.07285
     */
    conv2d(weight: Tensor, bias?: Tensor | null, options?: ConvolutionOptions): Tensor;
  }
}

interface Plan {
  readonly sizes: kernels.ConvolutionSizes;
  readonly outShape: Shape;
}

/** Inputs are the tensor, the weight, and possibly a bias. */
function defineConvolution(name: 'conv1d' | 'conv2d', spaceDims: number) {
  return defineOp<readonly Tensor[], [plan: Plan]>({
    name,
    forward: ([input, weight, bias], { sizes, outShape }) => {
      const [x, w, b] = [input!.contiguous(), weight!.contiguous(), bias?.contiguous()];
      const size = countOf(outShape);
      const fast = convolveInWasm(sizes, outShape, size, x, w, b);
      if (fast !== null) return fast;
      const out = allocate(x.dtype, size);
      const columns = allocate(x.dtype, kernels.columnsSize(sizes));
      kernels.convolve(sizes, out, x.storage.data, x.offset, w.storage.data, w.offset, columns);
      if (b !== undefined) kernels.addBias(sizes, out, b.storage.data, b.offset);
      return fromData(out, outShape);
    },
    backward: [
      (gradOutput, node, { sizes }) => {
        const [g, w] = [gradOutput.contiguous(), node.savedInput(1).contiguous()];
        const fast = convolveGradInputInWasm(sizes, node.inputs[0]!, g, w);
        if (fast !== null) return fast;
        const out = allocate(g.dtype, countOf(node.shapeOf(0)));
        const columns = allocate(g.dtype, kernels.columnsSize(sizes));
        kernels.convolveGradInput(sizes, out, g.storage.data, g.offset, w.storage.data, w.offset, columns);
        return fromData(out, node.shapeOf(0));
      },
      (gradOutput, node, { sizes }) => {
        const [g, x] = [gradOutput.contiguous(), node.savedInput(0).contiguous()];
        const fast = convolveGradWeightInWasm(sizes, node.inputs[1]!, g, x);
        if (fast !== null) return fast;
        const out = allocate(g.dtype, countOf(node.shapeOf(1)));
        const columns = allocate(g.dtype, kernels.columnsSize(sizes));
        const product = allocate(g.dtype, out.length);
        kernels.convolveGradWeight(sizes, out, g.storage.data, g.offset, x.storage.data, x.offset, columns, product);
        return fromData(out, node.shapeOf(1));
      },
      (gradOutput, _node, { sizes: { batch, outChannels, vertical, horizontal } }) =>
        gradOutput
          .reshape([batch, outChannels, vertical.out * horizontal.out])
          .sum(2)
          .sum(0),
    ],
    sample: convolutionSample(name, spaceDims),
  });
}

const convolutions = { conv1d: defineConvolution('conv1d', 1), conv2d: defineConvolution('conv2d', 2) };

/** Any stride, padding, dilation and number of groups, on the smallest inputs that fit or slightly larger ones. */
function convolutionSample(name: 'conv1d' | 'conv2d', spaceDims: number): SampleMaker {
  return (generator) => {
    const draw = (low: number, high: number) =>
      Array.from({ length: spaceDims }, () => generator.integer(low, high + 1));
    const [kernel, dilation, groups] = [draw(1, 3), draw(1, 2), generator.integer(1, 3)];
    const padding = [draw(0, 2), 'same' as const, 'valid' as const][generator.integer(0, 3)]!;
    const stride = padding === 'same' ? 1 : draw(1, 3);
    const space = kernel.map((k, d) => {
      const padded = typeof padding === 'string' ? 0 : 2 * padding[d]!;
      return Math.max(1, dilation[d]! * (k - 1) + 1 - padded) + generator.integer(0, 3);
    });
    const perGroup = generator.integer(1, 3);
    const out = groups * generator.integer(1, 3);
    const batch = chance(generator) ? [generator.integer(1, 3)] : [];
    const bias = chance(generator) ? [awayFromZero(generator, [out])] : [];
    return {
      inputs: [
        awayFromZero(generator, [...batch, groups * perGroup, ...space]),
        awayFromZero(generator, [out, perGroup, ...kernel]),
        ...bias,
      ],
      run: (x, w, b) => x![name](w!, b, { stride, padding, dilation, groups }),
    };
  };
}

/** The zeros before and after each dimension; where `'same'` needs an odd number, the odd one comes after, as in PyTorch. */
function paddingOf(
  padding: PerDimension | 'same' | 'valid',
  reach: readonly number[],
  stride: readonly number[],
  caller: string,
): { before: readonly number[]; after: readonly number[] } {
  if (padding === 'same') {
    if (stride.some((step) => step !== 1)) {
      throw new ArgumentError(
        `${caller}: got padding 'same' with stride ${formatShape(stride)}; expected stride 1, as no padding keeps the size otherwise.`,
      );
    }
    const before = reach.map((zeros) => Math.floor(zeros / 2));
    return { before, after: reach.map((zeros, d) => zeros - before[d]!) };
  }
  const both = perDimension(padding === 'valid' ? 0 : padding, reach.length, 0, 'padding', caller);
  return { before: both, after: both };
}

function expectShapes(
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  groups: number,
  spaceDims: number,
  caller: string,
): void {
  const space = spaceDims === 1 ? 'l' : 'h, w';
  const kernel = spaceDims === 1 ? 'k' : 'kh, kw';
  const got = `${caller}: got an input of shape ${formatShape(input.shape)} and a weight of shape ${formatShape(weight.shape)}`;
  const batched = input.ndim === spaceDims + 2;
  if ((!batched && input.ndim !== spaceDims + 1) || weight.ndim !== spaceDims + 2) {
    throw new ShapeError(
      `${got}; expected [n, c, ${space}] or [c, ${space}], and [out, c / groups, ${kernel}]. Use unsqueeze for a missing dimension.`,
    );
  }
  const [channels, out, perGroup] = [input.shape[batched ? 1 : 0]!, weight.shape[0]!, weight.shape[1]!];
  if (!Number.isInteger(groups) || groups < 1 || out % groups !== 0) {
    throw new ArgumentError(
      `${got} with groups ${groups}; expected a whole number that divides the ${out} out channels.`,
    );
  }
  if (channels !== perGroup * groups) {
    throw new ShapeError(
      `${got} with groups ${groups}; expected ${perGroup} · ${groups} = ${perGroup * groups} input channels for this weight, not ${channels}.`,
    );
  }
  if (bias !== null && !sameShape(bias.shape, [out])) {
    throw new ShapeError(`${got}, and a bias of shape ${formatShape(bias.shape)}; expected a bias of shape [${out}].`);
  }
}

function convolution(
  caller: 'conv1d' | 'conv2d',
  spaceDims: number,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  { stride = 1, padding = 0, dilation = 1, groups = 1 }: ConvolutionOptions,
): Tensor {
  expectTensor(weight, caller);
  expectSameDtype(input, weight, caller);
  if (bias !== null) {
    expectTensor(bias, caller);
    expectSameDtype(input, bias, caller);
  }
  expectShapes(input, weight, bias, groups, spaceDims, caller);
  const kernel = perDimension(weight.shape.slice(2), spaceDims, 1, 'kernel size', caller);
  const steps = perDimension(stride, spaceDims, 1, 'stride', caller);
  const spread = perDimension(dilation, spaceDims, 1, 'dilation', caller);
  const reach = kernel.map((size, d) => spread[d]! * (size - 1));
  const { before, after } = paddingOf(padding, reach, steps, caller);
  const axes = axesOf(input.shape.slice(-spaceDims), kernel, steps, before, after, spread, caller);
  const batch = input.shape.slice(0, -spaceDims - 1);
  const outChannels = weight.shape[0]!;
  const sizes = {
    batch: countOf(batch),
    channels: weight.shape[1]! * groups,
    outChannels,
    groups,
    ...planeOf(axes),
  };
  const outShape = [...batch, outChannels, ...axes.map(({ out }) => out)];
  return convolutions[caller](bias === null ? [input, weight] : [input, weight, bias], { sizes, outShape });
}

Tensor.prototype.conv1d = function (weight, bias = null, options = {}) {
  return convolution('conv1d', 1, this, weight, bias, options);
};
Tensor.prototype.conv2d = function (weight, bias = null, options = {}) {
  return convolution('conv2d', 2, this, weight, bias, options);
};
