import { defineExercise, derivative, drawMatrix, drawVector, sizes } from 'risotto/grading';
import type { Dims, Values } from 'risotto/grading';

const size = (n: number, inputs: number, outputs: number): Dims => ({ n, in: inputs, out: outputs });

// A million times a million would drown the targets; weights keep their size when all else grows or shrinks.
const weightValues = (values: Values): Values => (values === 'whole' ? 'whole' : 'ordinary');

export const exercise = defineExercise({
  id: 'dw/mean-loss',
  title: 'Many pots, one mean',
  points: 3,
  signature: {
    name: 'dwMeanLoss',
    parameters: [
      { name: 'X', type: 'matrix', shape: '[n, in]', quantity: 'input' },
      { name: 'W', type: 'matrix', shape: '[out, in]', quantity: 'weight' },
      { name: 'b', type: 'vector', shape: '[out]', quantity: 'bias' },
      { name: 'Y', type: 'matrix', shape: '[n, out]', quantity: 'output' },
    ],
    returns: { type: 'matrix', shape: '[out, in]', quantity: 'gradient' },
  },
  probes: (
    generator,
    { dims: { n = 1, in: inputs = 1, out: outputs = 1 }, values },
  ): [number[][], number[][], number[], number[][]] => [
    drawMatrix(generator, n, inputs, values),
    drawMatrix(generator, outputs, inputs, weightValues(values)),
    drawVector(generator, outputs, values),
    drawMatrix(generator, n, outputs, values),
  ],
  forward: (X, W, b, Y) =>
    derivative(W, (weights) => {
      const squares = X.map((x, i) =>
        weights.reduce(
          (sum, w, o) => sum + (w.reduce((z, wj, j) => z + wj * (x[j] ?? NaN), b[o] ?? NaN) - (Y[i]?.[o] ?? NaN)) ** 2,
          0,
        ),
      );
      return squares.reduce((sum, square) => sum + square / 2, 0) / X.length;
    }),
  checks: [
    { id: 'one-sample', title: 'One sample', sizes: sizes('ordinary', size(1, 3, 2), size(1, 2, 3), size(1, 1, 1)) },
    { id: 'batch', title: 'A batch', sizes: sizes('ordinary', size(4, 3, 2), size(5, 2, 3), size(8, 4, 2)) },
    {
      id: 'one-output',
      title: 'A single output',
      sizes: sizes('ordinary', size(3, 2, 1), size(5, 4, 1), size(6, 3, 1)),
    },
    {
      id: 'more-outputs',
      title: 'More outputs than inputs',
      sizes: sizes('ordinary', size(3, 2, 5), size(6, 1, 4), size(2, 3, 4)),
    },
    {
      id: 'more-inputs',
      title: 'More inputs than outputs',
      sizes: sizes('ordinary', size(3, 5, 2), size(4, 6, 2), size(2, 4, 3)),
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
    'sum-for-mean': {
      says: 'You added up what the pots say and left it at that. This loss is their mean; without the 1/n the gradient, and with it every step, grows with the number of pots.',
      see: 'sum-or-mean',
    },
    'double-mean': {
      says: 'You took the mean twice, once on the way and once at the end. Either place will do for it; both are one too many.',
      see: 'sum-or-mean',
    },
    'mean-over-all': {
      says: 'You divided by the number of entries of Y, pots times outputs. This loss sums over the outputs of a pot; only the pots are averaged.',
      see: 'sum-or-mean',
    },
    'divided-by-outputs': {
      says: 'You divided by the number of outputs. This loss is a mean over the pots: what it divides by is n.',
      see: 'sum-or-mean',
    },
    'multiplied-by-n': {
      says: 'You multiplied by n where the mean divides by it: the more pots, the further off.',
      see: 'sum-or-mean',
    },
    'wrong-error': {
      says: 'Your error is target minus prediction, so everything points downhill. Take the slope of ½(z − y)² with respect to z once more, and mind its sign.',
      see: 'sign',
    },
    'forgotten-half': {
      says: 'Everything is twice as large as it should be. The square brings down a 2, but this loss has something in front of the square that takes it away again.',
      see: 'sum-or-mean',
    },
    'forgotten-bias': {
      says: 'Your prediction leaves out b. The bias has no place in ∂z/∂w, but it is part of z, and so of the error.',
      see: 'chain-rule',
    },
    'target-ignored': {
      says: 'Y never enters: you used the prediction itself as the error. Without the guests’ wishes every score other than zero counts as wrong.',
      see: 'chain-rule',
    },
    'error-returned': {
      says: 'You returned dZ itself; the inputs never enter. It is half the way: a weight is to blame for an error by as much as went through it.',
      see: 'input-times-error',
    },
    'input-gradient': {
      says: 'You multiplied the errors by W. That is the gradient of the inputs, one row for each pot; it is the weights that are asked for.',
      see: 'input-times-error',
    },
    'weights-for-inputs': {
      says: 'W stands where the inputs belong. z moves with a weight as much as the input on that weight, whatever the weight itself is.',
      see: 'input-times-error',
    },
    transposed: {
      says: 'Every number is there, but rows and columns have changed places. W has one row for each neuron, and its gradient is laid out the same way.',
      see: 'shape-of-dw',
    },
    elementwise: {
      says: 'You multiplied errors and inputs entry by entry. Every neuron meets every input, so each error has to be paired with all inputs of its pot.',
      see: 'matrix-product',
    },
    'mean-times-mean': {
      says: 'You averaged the errors, averaged the inputs, and multiplied the averages. The mean of products is not the product of means: what matters is which error came with which input.',
      see: 'batch',
    },
    'last-sample': {
      says: 'Each pot overwrites the one before, and only the last one’s share is left: an `=` where something should grow.',
      see: 'batch',
    },
    'first-sample': {
      says: 'Only the first pot is heard. All pots were cooked with the same weights, so all of them have a say.',
      see: 'batch',
    },
    'missing-input': {
      says: 'All columns are alike: each weight got the mean error of its neuron, whatever its input was. That is the gradient of the bias.',
      see: 'input-times-error',
    },
  },
  hints: [
    'Two steps: first dZ = ∂L/∂Z, shape [n, out]; then dW from dZ and X, which you have already written.',
    'For one entry, ½(z − y)² has the slope z − y. What does the mean over the pots do to it?',
    'dZ[i][o] is (Z[i][o] − Y[i][o]) / n. Nothing is divided by the number of outputs, and nothing a second time.',
    'With that dZ, dW[o][j] is the sum over i of dZ[i][o] · X[i][j].',
  ],
  payoff:
    'Batches of 8, 32 and 128 pots, one learning rate for all: with your mean inside, the three losses fall alike.',
});
