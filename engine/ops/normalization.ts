import * as kernels from '../kernels/normalization.ts';
import type { Node } from '../autograd/node.ts';
import { ShapeError } from '../errors.ts';
import type { Saved } from '../memory/saved.ts';
import { countOf, formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, type Tensor } from '../tensor/tensor.ts';
import { expectSameDtype } from './broadcast.ts';
import { defineOp } from './define.ts';
import { layerNormBackwardInWasm, layerNormInWasm } from './in-wasm/layer-norm.ts';
import { awayFromZero, type SampleMaker } from './sampling.ts';

/** What a tensor is standardised by, and how weight and bias lie along it. */
export interface Standard {
  readonly layout: kernels.GroupLayout;
  /** The mean of each group, and 1 / √(variance + eps). */
  readonly moments: () => { readonly mean: Float64Array; readonly scale: Float64Array };
  readonly eps: number;
  /** Whether mean and scale were given rather than computed from the input. */
  readonly fixed: boolean;
  readonly steps: { readonly groupStep: number; readonly innerStep: number };
  /** The dimensions along which weight and bias repeat. */
  readonly repeated: readonly number[];
}

function affine(vector: Tensor | undefined, otherwise: number, { steps }: Standard): kernels.AffineView {
  if (vector === undefined) return { data: Float64Array.of(otherwise), offset: 0, groupStep: 0, innerStep: 0 };
  const { storage, offset } = vector.contiguous();
  return { data: storage.data, offset, ...steps };
}

/** Inputs are the tensor, and possibly a weight, and possibly a bias after that. */
export function defineNormalization(name: string, sample: SampleMaker) {
  return defineOp<readonly Tensor[], [standard: Standard, saved: Saved]>({
    name,
    forward: ([input, weight, bias], standard, saved) => {
      const x = input!.contiguous();
      const { layout } = standard;
      if (hasRows(standard)) {
        const fast = layerNormInWasm(layout.inner, standard.eps, [x, weight?.contiguous(), bias?.contiguous()], saved);
        if (fast !== null) return fast;
      }
      const out = allocate(x.dtype, x.size);
      const { mean, scale } = standard.moments();
      const [w, b] = [affine(weight, 1, standard), affine(bias, 0, standard)];
      kernels.normalize(layout, out, x.storage.data, x.offset, mean, scale, w, b);
      return fromData(out, x.shape);
    },
    backward: [
      (gradOutput, node, standard, saved) => {
        const fast = inOneGo(0, gradOutput, node, standard, saved);
        if (fast !== null) return fast;
        const [g, x] = [gradOutput.contiguous(), node.savedInput(0).contiguous()];
        const { mean, scale } = standard.moments();
        const w = affine(node.inputs.length > 1 ? node.savedInput(1) : undefined, 1, standard);
        const out = allocate(x.dtype, x.size);
        kernels.normalizeGradInput(
          standard.layout,
          out,
          g.storage.data,
          g.offset,
          x.storage.data,
          x.offset,
          mean,
          scale,
          w,
          standard.fixed,
        );
        return fromData(out, x.shape);
      },
      (gradOutput, node, standard, saved) => {
        const fast = inOneGo(1, gradOutput, node, standard, saved);
        if (fast !== null) return fast;
        const [g, x] = [gradOutput.contiguous(), node.savedInput(0).contiguous()];
        const { mean, scale } = standard.moments();
        const data = allocate(x.dtype, countOf(node.shapeOf(1)));
        const out = { data, offset: 0, ...standard.steps };
        kernels.normalizeGradWeight(
          standard.layout,
          out,
          g.storage.data,
          g.offset,
          x.storage.data,
          x.offset,
          mean,
          scale,
        );
        return fromData(data, node.shapeOf(1));
      },
      (gradOutput, node, standard, saved) =>
        inOneGo(2, gradOutput, node, standard, saved) ?? gradOutput.sum(standard.repeated),
    ],
    sample,
  });
}

/** Whether each group is a row that lies in one piece, with weight and bias along it, which is what the WASM kernels know. */
function hasRows({ layout, fixed, steps }: Standard): boolean {
  return layout.outer === 1 && !fixed && steps.innerStep === 1;
}

function inOneGo(index: number, gradOutput: Tensor, node: Node, standard: Standard, saved: Saved): Tensor | null {
  if (!hasRows(standard)) return null;
  const wanted = node.inputs.map(({ requiresGrad }) => requiresGrad);
  const gradient = saved.take(index, gradOutput, () => {
    const weight = wanted[0] && node.inputs.length > 1 ? node.savedInput(1).contiguous() : undefined;
    const [g, x] = [gradOutput.contiguous(), node.savedInput(0).contiguous()];
    return layerNormBackwardInWasm(standard.layout.inner, g, x, weight, wanted, saved);
  });
  return gradient?.reshape(node.shapeOf(index)) ?? null;
}

/** A weight and a bias, or only the first, or none. */
export function drawAffine(generator: Parameters<SampleMaker>[0], shape: Shape): Tensor[] {
  return Array.from({ length: generator.integer(0, 3) }, () => awayFromZero(generator, shape));
}

/** The mean and variance of each group of a tensor. */
export function momentsOf(input: Tensor, layout: kernels.GroupLayout): { mean: Float64Array; variance: Float64Array } {
  const [mean, variance] = [new Float64Array(layout.groups), new Float64Array(layout.groups)];
  const x = input.contiguous();
  kernels.moments(layout, mean, variance, x.storage.data, x.offset);
  return { mean, variance };
}

export function standardOf({ mean, variance }: ReturnType<typeof momentsOf>, eps: number) {
  return { mean, scale: variance.map((value) => 1 / Math.sqrt(value + eps)) };
}

/** The inputs of the operation, checked; a bias without a weight still has to come third. */
export function inputsOf(
  input: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  shape: Shape,
  caller: string,
): Tensor[] {
  for (const [role, vector] of [
    ['weight', weight],
    ['bias', bias],
  ] as const) {
    if (vector === null) continue;
    expectTensor(vector, caller);
    expectSameDtype(input, vector, caller);
    expectShape(role, vector, shape, input, caller);
  }
  if (bias === null) return weight === null ? [input] : [input, weight];
  return [input, weight ?? fromData(allocate(input.dtype, countOf(shape)).fill(1), shape), bias];
}

export function expectShape(role: string, vector: Tensor, shape: Shape, input: Tensor, caller: string): void {
  if (sameShape(vector.shape, shape)) return;
  throw new ShapeError(
    `${caller}: got a ${role} of shape ${formatShape(vector.shape)} for an input of shape ${formatShape(input.shape)}; ` +
      `expected ${formatShape(shape)}.`,
  );
}
