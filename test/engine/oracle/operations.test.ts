// A second oracle beside central differences: other people's libraries. Left out, as neither has them: dropout and
// random draws (other generators), the infinity norm's shared gradient, writes in place.
import { beforeAll, describe } from 'vitest';
import { startOracles, testFamily } from './compare.ts';
import { binary, unary } from './elementwise.ts';
import { losses } from './losses.ts';
import { normalizations, products, sequences } from './networks.ts';
import { reductions } from './reductions.ts';
import { lookups, movements } from './shapes.ts';
import { windows } from './windows.ts';

beforeAll(startOracles);

describe('functions of one number', () => testFamily(unary, 3));
describe('functions of two tensors that broadcast', () => testFamily(binary, 5));
describe('reductions', () => testFamily(reductions, 4));
describe('shapes', () => testFamily(movements, 3));
describe('lookups', () => testFamily(lookups, 3));
describe('matrix products', () => testFamily(products, 4));
describe('windows', () => testFamily(windows, 6));
describe('normalizations', () => testFamily(normalizations, 3));
describe('recurrence and attention', () => testFamily(sequences, 3));
describe('losses', () => testFamily(losses, 4));
