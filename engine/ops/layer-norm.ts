import { ShapeError } from '../errors.ts';
import { Saved } from '../memory/saved.ts';
import { checkShape, countOf, formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { defineNormalization, drawAffine, inputsOf, momentsOf, standardOf, type Standard } from './normalization.ts';
import { apart, randomShape } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Each example standardised by itself to mean 0 and variance 1 over its last dimensions, then · weight + bias.
     *
     * Shape: unchanged; `normalizedShape` names the last sizes, and is the shape of `weight` and `bias`.
     * Grad: to this scale · (u − mean(u) − x̂ · mean(u · x̂)) with u = gradOutput · weight, x̂ the standardised input and
     * scale = 1 / √(variance + eps); to weight Σ gradOutput · x̂, to bias Σ gradOutput, over the examples.
     * @throws ShapeError if the last sizes, the weight or the bias do not have the shape `normalizedShape`.
     * @throws DtypeError if the dtypes differ.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.layer_norm.html
     * @see Ba, Kiros & Hinton, "Layer Normalization", https://arxiv.org/abs/1607.06450
     */
    layerNorm(normalizedShape: number | Shape, weight?: Tensor | null, bias?: Tensor | null, eps?: number): Tensor;
  }
}

const layerNorm = defineNormalization('layerNorm', (generator) => {
  const shape = randomShape(generator, 1);
  const normalized = shape.slice(generator.integer(0, shape.length));
  const inputs = [apart(generator, shape), ...drawAffine(generator, normalized)];
  return { inputs, run: (x, weight, bias) => x!.layerNorm(normalized, weight, bias, 0.1) };
});

Tensor.prototype.layerNorm = function (normalizedShape, weight = null, bias = null, eps = 1e-5) {
  const shape = checkShape(typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape, 'layerNorm');
  const examples = this.ndim - shape.length;
  if (shape.length === 0 || examples < 0 || !sameShape(this.shape.slice(examples), shape)) {
    throw new ShapeError(
      `layerNorm: got an input of shape ${formatShape(this.shape)} for the normalizedShape ${formatShape(shape)}; ` +
        `expected the input to end in those sizes, at least one.`,
    );
  }
  const inputs = inputsOf(this, weight, bias, shape, 'layerNorm');
  const layout = { outer: 1, groups: countOf(this.shape.slice(0, examples)), inner: countOf(shape) };
  let known: ReturnType<Standard['moments']> | undefined;
  const moments = () => (known ??= standardOf(momentsOf(this, layout), eps));
  const standard = {
    layout,
    moments,
    eps,
    fixed: false,
    steps: { groupStep: 0, innerStep: 1 },
    repeated: Array.from({ length: examples }, (_, d) => d),
  };
  return layerNorm(inputs, standard, new Saved());
};
