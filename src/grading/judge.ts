/** What is wrong with one answer: shape, then value, then purity. Pure functions over plain data. */
import { leafAt, sameShape, wrongEntries } from './agreement.ts';
import type { Answer } from './answer.ts';
import { encode, leavesOf, sameEncoded } from './encode.ts';
import type { Leaf } from './encode.ts';
import { errorWords } from './error-words.ts';
import type { Returned, Signature } from './exercise.ts';
import type { Outcome, Plain } from './observation.ts';
import { shapeText } from './shape.ts';

/** One call and what became of it, beside what the reference answers. */
export interface Case {
  readonly signature: Signature;
  readonly args: readonly Plain[];
  readonly outcome: Outcome;
  readonly reference: Answer;
}

/** What a judge found wrong. */
export interface Flaw {
  readonly kind: 'threw' | 'type' | 'shape' | 'value' | 'mutated' | 'unrepeatable';
  /** One sentence to the learner. */
  readonly says: string;
  /** For wrong values: the part of the answer, and the flat positions in it. */
  readonly path?: string;
  readonly entries?: readonly number[];
}

/** Looks at one case; undefined when nothing is wrong. */
export type Judge = (trial: Case) => Flaw | undefined;

/** Shape, then value, then purity: the first thing that is wrong. */
export const judgeAnswer: Judge = (trial) => {
  const { outcome, reference, signature } = trial;
  if (outcome.kind === 'threw') {
    return { kind: 'threw', says: errorWords('Your function stops with an error', outcome.error) };
  }
  const leaves = leavesOf(outcome.value);
  if (leaves === undefined) return wrongType(outcome, reference, signature);
  return judgeShapes(leaves, reference, signature) ?? judgeNumbers(leaves, reference) ?? judgePurity(trial);
};

function wrongType(outcome: Outcome & { kind: 'returned' }, reference: Answer, signature: Signature): Flaw {
  const what = outcome.value.kind === 'other' ? outcome.value.what : 'an object part of which is no array of numbers';
  const leaves = reference.leaves ?? [];
  const wanted = leaves.map((leaf) => nounFor(leaf, signature)).join(' and ');
  return {
    kind: 'type',
    says: `${signature.name} returned ${what}; ${wanted} ${leaves.length > 1 ? 'were' : 'was'} expected.`,
  };
}

function judgeShapes(leaves: readonly Leaf[], reference: Answer, signature: Signature): Flaw | undefined {
  for (const wanted of reference.leaves ?? []) {
    const got = leafAt(leaves, wanted.path);
    const name = wanted.path === '' ? 'The answer' : wanted.path;
    if (got === undefined) {
      const found = leaves
        .map((leaf) => leaf.path)
        .filter((path) => path !== '')
        .join(', ');
      const instead =
        wanted.path === '' ? `an object with the fields ${found}` : found === '' ? 'no object' : `only ${found}`;
      return {
        kind: 'type',
        says: `${name} should be ${describe(wanted, signature)}; there is ${instead}.`,
        path: wanted.path,
      };
    }
    if (!sameShape(got.shape, wanted.shape)) {
      const says = `${name} should be ${describe(wanted, signature)}; yours is ${shapeText(got.shape)}.`;
      return { kind: 'shape', says, path: wanted.path };
    }
  }
  return undefined;
}

function describe(wanted: Leaf, signature: Signature): string {
  const names = namesOf(signature.returns, wanted.path);
  if (wanted.shape.length === 0) return 'a single number';
  return names === undefined
    ? `of shape ${shapeText(wanted.shape)}`
    : `of shape ${names} (here ${shapeText(wanted.shape)})`;
}

function namesOf(returns: Returned, path: string): string | undefined {
  return returns.type === 'object' ? returns.fields[path]?.shape : returns.shape;
}

function nounFor(wanted: Leaf, signature: Signature): string {
  const is = describe(wanted, signature);
  if (wanted.shape.length === 0) return wanted.path === '' ? is : `${wanted.path} (${is})`;
  return `${wanted.path === '' ? 'an answer' : wanted.path} ${is}`;
}

function judgeNumbers(leaves: readonly Leaf[], reference: Answer): Flaw | undefined {
  for (const [part, wanted] of (reference.leaves ?? []).entries()) {
    const got = leafAt(leaves, wanted.path);
    const entries = got ? wrongEntries(got, reference, part) : [];
    if (!got || entries.length === 0) continue;
    const odd = entries.map((entry) => got.data[entry] ?? NaN).find((number) => !Number.isFinite(number));
    const single = wanted.data.length === 1;
    const which = single ? 'The number' : `${entries.length} of ${wanted.data.length} numbers`;
    const where = wanted.path === '' ? '' : ` in ${wanted.path}`;
    const says =
      odd === undefined
        ? `${which}${where} ${single || entries.length === 1 ? 'is' : 'are'} wrong.`
        : `There is ${String(odd)}${where} where a finite number belongs.`;
    return { kind: 'value', says, path: wanted.path, entries };
  }
  return undefined;
}

/** Arguments as they were, and the same answer when asked again. */
export function judgePurity({ args, outcome, signature }: Case): Flaw | undefined {
  if (outcome.kind === 'threw') return undefined;
  const changed = args.findIndex((arg, index) => {
    const after = outcome.argsAfter[index];
    return after === undefined || !sameEncoded(encode(arg), after);
  });
  if (changed >= 0) {
    const name = signature.parameters[changed]?.name ?? `argument ${changed + 1}`;
    return {
      kind: 'mutated',
      says: `The answer is right, but ${name} is not what it was: the function changed its argument.`,
    };
  }
  if (!sameEncoded(outcome.value, outcome.again)) {
    return { kind: 'unrepeatable', says: 'Asked the same question a second time, the function gave another answer.' };
  }
  return undefined;
}
