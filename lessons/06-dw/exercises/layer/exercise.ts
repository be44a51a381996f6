import { defineExercise, derivative, drawMatrix, sizes } from 'risotto/grading';
import type { Dims } from 'risotto/grading';

const size = (n: number, inputs: number, outputs: number): Dims => ({ n, in: inputs, out: outputs });

export const exercise = defineExercise({
  id: 'dw/layer',
  title: 'A layer, a batch of pots',
  points: 2,
  signature: {
    name: 'dwLayer',
    parameters: [
      { name: 'X', type: 'matrix', shape: '[n, in]', quantity: 'input' },
      { name: 'dZ', type: 'matrix', shape: '[n, out]', quantity: 'gradient' },
    ],
    returns: { type: 'matrix', shape: '[out, in]', quantity: 'gradient' },
  },
  probes: (generator, { dims: { n = 1, in: inputs = 1, out: outputs = 1 }, values }): [number[][], number[][]] => [
    drawMatrix(generator, n, inputs, values),
    drawMatrix(generator, n, outputs, values),
  ],
  // Any loss with this dZ has the gradient of its straight part: L(W) = Σ dZ ⊙ (X Wᵀ + b).
  forward: (X, dZ) => {
    const inputs = X[0]?.length ?? 0;
    const bias = 0.25;
    return derivative(
      (dZ[0] ?? []).map((_, o) => Array.from({ length: inputs }, (__, j) => 0.5 - 0.1 * o + 0.2 * j)),
      (W) =>
        X.reduce(
          (loss, x, i) =>
            loss +
            W.reduce(
              (sum, w, o) => sum + (dZ[i]?.[o] ?? NaN) * w.reduce((z, wj, j) => z + wj * (x[j] ?? NaN), bias),
              0,
            ),
          0,
        ),
    );
  },
  checks: [
    { id: 'one-sample', title: 'One sample', sizes: sizes('ordinary', size(1, 3, 2), size(1, 2, 4), size(1, 1, 1)) },
    { id: 'batch', title: 'A batch', sizes: sizes('ordinary', size(4, 3, 2), size(5, 2, 3), size(7, 4, 2)) },
    {
      id: 'more-outputs',
      title: 'More outputs than inputs',
      sizes: sizes('ordinary', size(3, 2, 5), size(6, 1, 4), size(2, 3, 4)),
    },
    {
      id: 'more-inputs',
      title: 'More inputs than outputs',
      sizes: sizes('ordinary', size(3, 5, 2), size(4, 6, 1), size(2, 4, 3)),
    },
    // When all lengths are equal no shape gives a mistake away; only the numbers do.
    {
      id: 'square',
      title: 'All lengths equal',
      sizes: sizes('whole', size(2, 2, 2), size(3, 3, 3), size(4, 4, 4), size(3, 3, 3)),
    },
    {
      id: 'zeros',
      title: 'Some ingredients left out',
      sizes: sizes('sparse', size(4, 3, 3), size(5, 4, 2), size(6, 2, 4)),
    },
    {
      id: 'extremes',
      title: 'Large and tiny values',
      sizes: [...sizes('large', size(3, 2, 4), size(4, 3, 2)), ...sizes('tiny', size(3, 4, 2), size(4, 2, 3))],
    },
  ],
  mistakes: {
    'missing-transpose': {
      says: 'You multiplied dZ by X as they stand, with no transpose. That pairs the samples of one with the neurons of the other; it runs only when the two happen to be equally many, and then the numbers mean nothing.',
      see: 'shape-of-dw',
    },
    transposed: {
      says: 'Every number is there, but rows and columns have changed places. W has one row for each neuron, and its gradient is laid out the same way.',
      see: 'shape-of-dw',
    },
    elementwise: {
      says: 'You multiplied dZ and X entry by entry. Every neuron meets every input, so each error has to be paired with all inputs of its sample and not only with the one in the same column.',
      see: 'matrix-product',
    },
    'sign-flipped': {
      says: 'Every number has the right size and the opposite sign. The gradient points uphill; the minus comes later, when a step is taken.',
      see: 'sign',
    },
    'mean-again': {
      says: 'You divided by the number of samples. dZ is ∂L/∂Z already: if the loss is a mean, the 1/n is inside it, and now it is there twice.',
      see: 'sum-or-mean',
    },
    'first-sample': {
      says: 'Only the first pot is heard. All pots were cooked with the same weights, so all of them have a say in how these should change.',
      see: 'batch',
    },
    'last-sample': {
      says: 'Each pot overwrites the one before it, and only the last is left: an `=` where something should grow.',
      see: 'batch',
    },
    'outer-of-sums': {
      says: 'You added up the errors, added up the inputs, and multiplied the two sums. That blames one pot’s input for another pot’s error: each error belongs with the inputs of its own pot.',
      see: 'batch',
    },
    'mean-times-mean': {
      says: 'You averaged the errors, averaged the inputs, and multiplied the averages. The mean of products is not the product of means: what matters is which error came with which input.',
      see: 'batch',
    },
    'row-of-neuron': {
      says: 'You looked into X with the number of a neuron. A row of X is a pot, so only the variable that counts pots may choose it; with more neurons than pots it even runs past the end.',
      see: 'matrix-product',
    },
    'error-returned': {
      says: 'You returned dZ itself; the inputs never enter. A weight is to blame for an error by as much as went through it.',
      see: 'input-times-error',
    },
    added: {
      says: 'You added dZ and X entry by entry. The chain rule links two rates, one after the other, and rates in a row do not add.',
      see: 'chain-rule',
    },
    'sum-for-product': {
      says: 'Within a pot you added error and input. The sum belongs between the pots; within each of them the chain rule links two rates, one after the other.',
      see: 'chain-rule',
    },
    'missing-input': {
      says: 'All columns are alike: each weight got the total error of its neuron, whatever its input was. That is the gradient of the bias.',
      see: 'input-times-error',
    },
    'missing-error': {
      says: 'All rows are alike: you added up the inputs, and dZ never enters. Two neurons that erred differently should not get the same correction.',
      see: 'chain-rule',
    },
    'neurons-merged': {
      says: 'You added up the errors of all neurons, so one row came back where each neuron wants its own. A neuron answers only for its own output.',
      see: 'shape-of-dw',
    },
    'samples-apart': {
      says: 'You kept one matrix for each sample, side by side. The weights are shared by all samples, so there is one matrix in the end: what should become of the others?',
      see: 'batch',
    },
  },
  hints: [
    'Begin with shapes. dW must look like W, [out, in]; you have [n, in] and [n, out]. Which length has to disappear?',
    'Take one sample and one weight W[o][j]. It is the one-neuron task again: which error, which input?',
    'W[o][j] was used by every sample, so its gradient adds up the error × input of all of them.',
    'dW[o][j] is the sum over i of dZ[i][o] · X[i][j]. As matrices: one of the two is transposed, and it comes first.',
  ],
  payoff:
    'Somewhere a secret recipe turns ingredients into flavours. Your `dwLayer` finds the whole matrix from tastings alone.',
});
