/** The exercises that hostile programs pretend to solve: a toy, and a real one of the course. */
import { defineExercise, sizes, type ExerciseBundle, type ExerciseFunction } from '../../../../src/grading/index.ts';
import { drawVector } from '../../../../src/grading/index.ts';
import { exercise as layer } from '../../../../lessons/06-dw/exercises/layer/exercise.ts';
import { dwLayer } from '../../../../lessons/06-dw/exercises/layer/solution.ts';

const layerMistakes = import.meta.glob<Readonly<Record<string, ExerciseFunction>>>(
  '../../../../lessons/06-dw/exercises/layer/mistakes/*.ts',
  { eager: true },
);

function slugOf(path: string): string {
  return path.replace(/^.*\/|\.ts$/g, '');
}

const toy = defineExercise({
  id: 'hostile/grad',
  title: 'The gradient of L(w) = Σ (w[i]·x[i])²',
  points: 1,
  signature: {
    name: 'grad',
    parameters: [
      { name: 'x', type: 'vector', shape: '[in]', quantity: 'input' },
      { name: 'w', type: 'vector', shape: '[in]', quantity: 'weight' },
    ],
    returns: { type: 'vector', shape: '[in]', quantity: 'gradient' },
  },
  probes: (generator, { dims: { in: inputs = 1 }, values }): [number[], number[]] => [
    drawVector(generator, inputs, values),
    drawVector(generator, inputs, values),
  ],
  checks: [
    {
      id: 'ordinary',
      title: 'Ordinary',
      sizes: sizes('ordinary', ...[1, 2, 3, 4, 5, 7, 9, 16].map((n) => ({ in: n }))),
    },
    { id: 'whole', title: 'Whole', sizes: sizes('whole', ...[1, 2, 3, 4, 6].map((n) => ({ in: n }))) },
    { id: 'sparse', title: 'Sparse', sizes: sizes('sparse', ...[3, 5, 8].map((n) => ({ in: n }))) },
    {
      id: 'extremes',
      title: 'Large and tiny',
      sizes: [...sizes('large', { in: 3 }, { in: 4 }), ...sizes('tiny', { in: 3 }, { in: 4 })],
    },
  ],
  mistakes: { 'no-square': { says: 'The chain rule gives x twice.', see: 'chain-rule' } },
  hints: ['Take one entry.'],
  payoff: 'None.',
});

const grad = (x: number[], w: number[]): number[] => w.map((v, i) => 2 * v * (x[i] ?? NaN) ** 2);

/** By the name in a program's header. */
export const exercises: { readonly [name: string]: ExerciseBundle } = {
  toy: {
    definition: toy,
    solution: grad,
    mistakes: { 'no-square': (x: number[], w: number[]) => w.map((v, i) => 2 * v * (x[i] ?? NaN)) },
    starter: '',
    payoff: '',
  },
  'dw/layer': {
    definition: layer,
    solution: dwLayer,
    mistakes: Object.fromEntries(
      Object.entries(layerMistakes).map(([path, module]) => [slugOf(path), module['dwLayer'] as ExerciseFunction]),
    ),
    starter: '',
    payoff: '',
  },
};
