import { defineExercise, derivative, drawNumber, drawVector, sizes } from 'risotto/grading';

export const exercise = defineExercise({
  id: 'dw/one-neuron',
  title: 'One neuron, one pot',
  points: 1,
  signature: {
    name: 'dwNeuron',
    parameters: [
      { name: 'x', type: 'vector', shape: '[in]', quantity: 'input' },
      { name: 'dz', type: 'number', shape: '[]', quantity: 'gradient' },
    ],
    returns: { type: 'vector', shape: '[in]', quantity: 'gradient' },
  },
  probes: (generator, { dims, values }): [number[], number] => [
    drawVector(generator, dims['in'] ?? 1, values),
    drawNumber(generator, values === 'sparse' ? 'ordinary' : values),
  ],
  forward: (x, dz) =>
    derivative(
      x.map(() => 0.5),
      (w) => dz * w.reduce((z, weight, j) => z + weight * (x[j] ?? NaN), 0),
    ),
  checks: [
    { id: 'one-input', title: 'A single input', sizes: sizes('ordinary', { in: 1 }, { in: 1 }, { in: 1 }, { in: 1 }) },
    {
      id: 'several-inputs',
      title: 'Several inputs',
      sizes: sizes('ordinary', { in: 2 }, { in: 3 }, { in: 3 }, { in: 4 }, { in: 5 }),
    },
    {
      id: 'whole-numbers',
      title: 'Small whole numbers',
      sizes: sizes('whole', { in: 2 }, { in: 3 }, { in: 4 }, { in: 3 }),
    },
    {
      id: 'zeros',
      title: 'Some ingredients left out',
      sizes: sizes('sparse', { in: 4 }, { in: 5 }, { in: 6 }, { in: 7 }),
    },
    {
      id: 'extremes',
      title: 'Large and tiny values',
      sizes: [...sizes('large', { in: 2 }, { in: 4 }), ...sizes('tiny', { in: 2 }, { in: 4 })],
    },
    { id: 'many-inputs', title: 'Many inputs', sizes: sizes('ordinary', { in: 16 }, { in: 33 }) },
  ],
  mistakes: {
    'sign-flipped': {
      says: 'Every number has the right size and the opposite sign. The minus belongs to the step you take afterwards; the gradient itself points uphill.',
      see: 'sign',
    },
    'missing-input': {
      says: 'You handed dz itself to every weight. That would be fair if every input were 1, but an ingredient of which little went in deserves little of the blame.',
      see: 'input-times-error',
    },
    'missing-error': {
      says: 'You returned the inputs as they are. That is how z moves with each weight; how the loss moves with z never enters.',
      see: 'chain-rule',
    },
    'one-number': {
      says: 'You added everything up into one number. Each weight is a dial of its own and wants a number of its own.',
      see: 'shape-of-dw',
    },
    'total-everywhere': {
      says: 'Each slot holds the same total over all inputs. A weight touches only its own input, so the others have no say in its slot.',
      see: 'shape-of-dw',
    },
    'divided-by-inputs': {
      says: 'You divided by the number of inputs. A mean is taken over samples, if the loss asks for one, and never over the dials of one neuron.',
      see: 'sum-or-mean',
    },
    added: {
      says: 'You added the error to each input. The chain rule links two rates, one after the other, and rates in a row do not add.',
      see: 'chain-rule',
    },
    'absolute-error': {
      says: 'Your numbers are right when dz is positive and flipped when it is negative: its sign got lost on the way. The sign is what tells too much from too little.',
      see: 'sign',
    },
    'loss-for-error': {
      says: 'You multiplied by ½dz², which is a loss. dz already is a slope of the loss, and a slope is what the chain rule passes on.',
      see: 'chain-rule',
    },
    'overwrites-input': {
      says: 'The numbers are right, but you wrote them into x itself. Whoever called your function still needs the inputs: build a new array.',
      see: 'shape-of-dw',
    },
  },
  hints: [
    'Turn one dial only. If w₁ grows by a little, by how much does z = w₁x₁ + w₂x₂ + … + b grow?',
    'So ∂z/∂wⱼ is the input on that dial. The chain rule then needs one thing more, and you were given it.',
    'Chain rule: ∂L/∂wⱼ = ∂L/∂z · ∂z/∂wⱼ. Both factors have a name among the arguments.',
    'Walk over x with x.map((xj) => …) and return, for each xj, its product with dz.',
  ],
  payoff: 'Your `dwNeuron` turns three dials, taste after taste, until the pot is as creamy as the guest wants it.',
});
