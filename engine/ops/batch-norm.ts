import type { GroupLayout } from '../kernels/normalization.ts';
import { noGrad } from '../autograd/mode.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { Saved } from '../memory/saved.ts';
import { countOf, formatShape } from '../tensor/shape.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { defineNormalization, drawAffine, expectShape, inputsOf, momentsOf, standardOf } from './normalization.ts';
import { apart, between, chance, randomShape } from './sampling.ts';

export interface BatchNormOptions {
  /** Whether to standardise by the batch itself and to update the running statistics; false unless said otherwise. */
  readonly training?: boolean;
  /** The share of the new batch in the running statistics. */
  readonly momentum?: number;
  /** Added to the variance, so that nothing is divided by 0. */
  readonly eps?: number;
}

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Each channel standardised over batch and space, then · weight + bias: by the batch itself in training, which also
     * moves the running statistics towards it in place, and by the running statistics otherwise.
     *
     * Shape: `[n, c]`, `[n, c, l]` or `[n, c, h, w]`, unchanged; all others `[c]`.
     * Grad: in training as for {@link Tensor.layerNorm}, through the statistics of the batch; otherwise gradOutput · weight /
     * √(runningVar + eps) to this. Σ gradOutput · x̂ to weight and Σ gradOutput to bias; none to the running statistics.
     * @throws ShapeError if the shapes do not fit, or in training for a single value per channel, which has no variance.
     * @throws ArgumentError without running statistics outside training.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.functional.batch_norm.html
     * @see Ioffe & Szegedy, "Batch Normalization", https://arxiv.org/abs/1502.03167
     */
    batchNorm(
      runningMean: Tensor | null,
      runningVar: Tensor | null,
      weight?: Tensor | null,
      bias?: Tensor | null,
      options?: BatchNormOptions,
    ): Tensor;
  }
}

const batchNorm = defineNormalization('batchNorm', (generator) => {
  const channels = generator.integer(1, 4);
  const shape = [generator.integer(2, 5), channels, ...randomShape(generator, 0, 2)];
  const running = [between(generator, -1, 1, [channels]), between(generator, 0.2, 2, [channels])] as const;
  const training = chance(generator);
  return {
    inputs: [apart(generator, shape), ...drawAffine(generator, [channels])],
    run: (x, weight, bias) => {
      const [mean, variance] = running;
      return x!.batchNorm(mean.clone(), variance.clone(), weight, bias, { training, eps: 0.1 });
    },
  };
});

/** Moves the running statistics towards those of the batch; the running variance is unbiased, as in PyTorch. */
function updateRunning(running: Tensor | null, batch: Float64Array, momentum: number): void {
  if (running === null) return;
  noGrad(() => running.mul_(1 - momentum).add_(fromData(batch, running.shape).mul(momentum)));
}

function batchMoments(input: Tensor, layout: GroupLayout, running: readonly (Tensor | null)[], momentum: number) {
  const count = layout.outer * layout.inner;
  if (count < 2) {
    throw new ShapeError(
      `batchNorm: got an input of shape ${formatShape(input.shape)} in training, with ${count} values per channel; ` +
        `expected at least 2, since fewer have no variance. Use a larger batch, or { training: false }.`,
    );
  }
  const { mean, variance } = momentsOf(input, layout);
  updateRunning(running[0]!, mean, momentum);
  updateRunning(
    running[1]!,
    variance.map((value) => (value * count) / (count - 1)),
    momentum,
  );
  return { mean, variance };
}

function runningMoments(running: readonly (Tensor | null)[]) {
  const [mean, variance] = running;
  if (!mean || !variance) {
    throw new ArgumentError(
      'batchNorm: got no running statistics; expected runningMean and runningVar outside training. Pass them, or { training: true }.',
    );
  }
  return { mean: Float64Array.from(valuesOf(mean)), variance: Float64Array.from(valuesOf(variance)) };
}

function valuesOf(vector: Tensor): readonly number[] {
  return vector.toArray() as number[];
}

Tensor.prototype.batchNorm = function (
  runningMean,
  runningVar,
  weight = null,
  bias = null,
  { training = false, momentum = 0.1, eps = 1e-5 } = {},
) {
  const [examples, channels, ...space] = this.shape;
  if (examples === undefined || channels === undefined) {
    throw new ShapeError(
      `batchNorm: got an input of shape ${formatShape(this.shape)}; expected [n, c], [n, c, l] or [n, c, h, w].`,
    );
  }
  const inputs = inputsOf(this, weight, bias, [channels], 'batchNorm');
  for (const [role, vector] of [
    ['runningMean', runningMean],
    ['runningVar', runningVar],
  ] as const) {
    if (vector === null) continue;
    expectTensor(vector, 'batchNorm');
    expectShape(role, vector, [channels], this, 'batchNorm');
  }
  const layout = { outer: examples, groups: channels, inner: countOf(space) };
  const running = [runningMean, runningVar];
  const moments = standardOf(training ? batchMoments(this, layout, running, momentum) : runningMoments(running), eps);
  const standard = {
    layout,
    moments: () => moments,
    eps,
    fixed: !training,
    steps: { groupStep: 1, innerStep: 0 },
    repeated: [0, ...space.map((_, d) => d + 2)],
  };
  return batchNorm(inputs, standard, new Saved());
};
