/** Wrong at certain entries only: one corner, one row, the diagonal, or where an argument has one sign. */
import { encode, leavesOf } from '../encode.ts';
import type { Leaf } from '../encode.ts';
import type { Trial } from '../trial.ts';
import { wantedLeaf } from './law.ts';
import type { Pattern, PatternLaw } from './law.ts';

interface Place {
  readonly id: string;
  readonly says: string;
  holds(index: readonly number[], shape: readonly number[]): boolean;
}

const places: readonly Place[] = [
  {
    id: 'first-entry',
    says: 'Only the very first number is wrong: look at where your loop or your slice begins.',
    holds: (index) => index.every((i) => i === 0),
  },
  {
    id: 'last-entry',
    says: 'Only the very last number is wrong: look at where your loop or your slice ends.',
    holds: (index, shape) => index.every((i, axis) => i === (shape[axis] ?? 0) - 1),
  },
  {
    id: 'diagonal',
    says: 'Only the diagonal is wrong.',
    holds: (index) => index.length === 2 && index[0] === index[1],
  },
  {
    id: 'off-diagonal',
    says: 'Only the diagonal is right.',
    holds: (index) => index.length === 2 && index[0] !== index[1],
  },
  { id: 'first-row', says: 'Only the first row is wrong.', holds: (index) => index.length === 2 && index[0] === 0 },
  {
    id: 'last-row',
    says: 'Only the last row is wrong.',
    holds: (index, shape) => index.length === 2 && index[0] === (shape[0] ?? 0) - 1,
  },
  {
    id: 'first-column',
    says: 'Only the first column is wrong.',
    holds: (index) => index.length === 2 && index[1] === 0,
  },
  {
    id: 'last-column',
    says: 'Only the last column is wrong.',
    holds: (index, shape) => index.length === 2 && index[1] === (shape[1] ?? 0) - 1,
  },
];

/** Position of a flat entry along each axis. */
export function indexOf(entry: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = entry;
  for (const length of shape.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}

/** The most exact place, if any, that holds all wrong entries and leaves right ones outside. */
export const placeLaw: PatternLaw = ({ trials }) => {
  const wrong = trials.filter((trial) => trial.flaw);
  if (wrong.some((trial) => trial.flaw?.kind !== 'value')) return [];
  const fitting = places.find((place) => wrong.every((trial) => onlyAt(trial, place)) && wrong.some(hasRightEntries));
  return fitting ? [{ id: fitting.id, says: fitting.says }] : [];
};

function onlyAt(trial: Trial, place: Place): boolean {
  const shape = wantedLeaf(trial)?.shape ?? [];
  return trial.flaw?.entries?.every((entry) => place.holds(indexOf(entry, shape), shape)) ?? false;
}

function hasRightEntries(trial: Trial): boolean {
  return (trial.flaw?.entries?.length ?? 0) < (wantedLeaf(trial)?.data.length ?? 0);
}

/** Wrong exactly where an argument of the answer's shape is negative, positive or zero. */
export const signOfArgumentLaw: PatternLaw = ({ signature, trials }) =>
  signature.parameters.flatMap((parameter, index) =>
    [
      { word: 'negative', holds: (number: number) => number < 0 },
      { word: 'positive', holds: (number: number) => number > 0 },
      { word: 'zero', holds: (number: number) => number === 0 },
    ].flatMap(({ word, holds }): Pattern[] => {
      let [inside, outside] = [0, 0];
      for (const trial of trials) {
        const argument = leavesOf(encode(trial.args[index]))?.[0];
        if (!trial.got || !argument || !matches(trial, argument)) return [];
        const wrong = new Set(trial.flaw?.entries ?? []);
        for (const [entry, number] of argument.data.entries()) {
          if (wrong.has(entry) && !holds(number)) return [];
          if (wrong.has(entry)) inside += 1;
          else outside += holds(number) ? 0 : 1;
        }
      }
      if (inside === 0 || outside === 0) return [];
      return [
        { id: `${word}-${parameter.name}`, says: `Your answer is wrong only where ${parameter.name} is ${word}.` },
      ];
    }),
  );

function matches(trial: Trial, argument: Leaf): boolean {
  return String(wantedLeaf(trial)?.shape) === String(argument.shape) && (!trial.flaw || trial.flaw.kind === 'value');
}
