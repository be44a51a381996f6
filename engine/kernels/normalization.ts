import type { FloatArray } from '../tensor/storage.ts';

/** A contiguous tensor seen as [outer, groups, inner], in which each group is standardised over outer and inner. */
export interface GroupLayout {
  readonly outer: number;
  readonly groups: number;
  readonly inner: number;
}

/** A weight or bias, read at group · groupStep + inner · innerStep: one for each group, or one for each place inside. */
export interface AffineView {
  readonly data: FloatArray;
  readonly offset: number;
  readonly groupStep: number;
  readonly innerStep: number;
}

/** The mean of each group, and the average squared distance from it. */
export function moments(
  { outer, groups, inner }: GroupLayout,
  mean: Float64Array,
  variance: Float64Array,
  x: FloatArray,
  xo: number,
): void {
  const count = outer * inner;
  for (let group = 0; group < groups; group++) {
    let total = 0;
    for (let o = 0; o < outer; o++) {
      const start = xo + (o * groups + group) * inner;
      for (let i = 0; i < inner; i++) total += x[start + i]!;
    }
    const centre = total / count;
    // A second pass, since Σx² − n·mean² loses all digits where the mean is large.
    let squares = 0;
    for (let o = 0; o < outer; o++) {
      const start = xo + (o * groups + group) * inner;
      for (let i = 0; i < inner; i++) squares += (x[start + i]! - centre) ** 2;
    }
    mean[group] = centre;
    variance[group] = squares / count;
  }
}

/** (x − mean) · scale · weight + bias. */
export function normalize(
  { outer, groups, inner }: GroupLayout,
  out: FloatArray,
  x: FloatArray,
  xo: number,
  mean: Float64Array,
  scale: Float64Array,
  weight: AffineView,
  bias: AffineView,
): void {
  const w = weight.data;
  const b = bias.data;
  for (let o = 0; o < outer; o++) {
    for (let group = 0; group < groups; group++) {
      const start = (o * groups + group) * inner;
      const centre = mean[group]!;
      const factor = scale[group]!;
      let wi = weight.offset + group * weight.groupStep;
      let bi = bias.offset + group * bias.groupStep;
      for (let i = 0; i < inner; i++, wi += weight.innerStep, bi += bias.innerStep) {
        out[start + i] = (x[xo + start + i]! - centre) * factor * w[wi]! + b[bi]!;
      }
    }
  }
}

/** dL/dx; `fixed` says that mean and scale did not come from x, so that nothing flows through them. */
export function normalizeGradInput(
  { outer, groups, inner }: GroupLayout,
  gradInput: FloatArray,
  g: FloatArray,
  go: number,
  x: FloatArray,
  xo: number,
  mean: Float64Array,
  scale: Float64Array,
  weight: AffineView,
  fixed: boolean,
): void {
  const w = weight.data;
  const count = outer * inner;
  for (let group = 0; group < groups; group++) {
    const centre = mean[group]!;
    const factor = scale[group]!;
    const firstWeight = weight.offset + group * weight.groupStep;
    let total = 0;
    let projection = 0;
    for (let o = 0; o < outer && !fixed; o++) {
      const start = (o * groups + group) * inner;
      for (let i = 0, wi = firstWeight; i < inner; i++, wi += weight.innerStep) {
        const upstream = g[go + start + i]! * w[wi]!;
        total += upstream;
        projection += upstream * (x[xo + start + i]! - centre) * factor;
      }
    }
    // What moves all numbers alike, or stretches them alike, is undone by mean and scale, so it has no gradient.
    const shift = total / count;
    const stretch = (projection / count) * factor;
    for (let o = 0; o < outer; o++) {
      const start = (o * groups + group) * inner;
      for (let i = 0, wi = firstWeight; i < inner; i++, wi += weight.innerStep) {
        const upstream = g[go + start + i]! * w[wi]!;
        gradInput[start + i] = factor * (upstream - shift - (x[xo + start + i]! - centre) * stretch);
      }
    }
  }
}

/** dL/dweight, laid out by the same steps as the weight; `gradWeight` starts as zeros. */
export function normalizeGradWeight(
  { outer, groups, inner }: GroupLayout,
  gradWeight: AffineView,
  g: FloatArray,
  go: number,
  x: FloatArray,
  xo: number,
  mean: Float64Array,
  scale: Float64Array,
): void {
  const out = gradWeight.data;
  for (let o = 0; o < outer; o++) {
    for (let group = 0; group < groups; group++) {
      const start = (o * groups + group) * inner;
      const centre = mean[group]!;
      const factor = scale[group]!;
      let wi = gradWeight.offset + group * gradWeight.groupStep;
      for (let i = 0; i < inner; i++, wi += gradWeight.innerStep) {
        out[wi]! += g[go + start + i]! * (x[xo + start + i]! - centre) * factor;
      }
    }
  }
}
