// A second oracle beside central differences: other people's libraries. Left out, as neither has them: dropout and
// random draws (other generators), the infinity norm's shared gradient, writes in place.
import { beforeAll, describe } from 'vitest';
import { startOracles, testFamily } from './compare.ts';
import { binary, unary } from './elementwise.ts';
import { reductions } from './reductions.ts';

beforeAll(startOracles);

describe('functions of one number', () => testFamily(unary, 3));
describe('functions of two tensors that broadcast', () => testFamily(binary, 5));
describe('reductions', () => testFamily(reductions, 4));
