// Optimizers and layers against tfjs and jax-js. Left out, as neither has them: amsgrad, dampening, Adagrad's lrDecay,
// learning-rate schedules, clipping by norm, initialisation.
import { beforeAll, describe, test } from 'vitest';
import { Generator } from '../../../engine/index.ts';
import { attention } from './attention.ts';
import { startOracles, testFamily } from './compare.ts';
import { feedForward, recurrence } from './layers.ts';
import { proveRule, rules } from './optimizers.ts';

beforeAll(startOracles);

describe('layers', () => testFamily(feedForward, 3));
describe('recurrent layers', () => testFamily(recurrence, 3));
describe('attention', () => testFamily(attention, 3));

describe.each(Object.entries(rules))('eight steps of %s', (_name, rule) => {
  test.each([0, 1, 2])('draw %i', (seed) => proveRule(rule, new Generator(seed)));
});
