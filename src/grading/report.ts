/** What grading says: plain JSON, equal on the page and in the CLI. */
import type { Encoded, ErrorInfo, StopReason } from './observation.ts';
import { leavesOf } from './encode.ts';
import type { Flaw } from './judge.ts';

/** A number as JSON can hold it, rounded so that engines agree. */
export type ReportNumber = number | 'NaN' | 'Infinity' | '-Infinity';

/** An argument, an answer or a finite difference. */
export type ReportValue =
  /** Row-major; the shape [] is a single number. */
  | { readonly kind: 'numbers'; readonly shape: readonly number[]; readonly data: readonly ReportNumber[] }
  | { readonly kind: 'fields'; readonly fields: { readonly [name: string]: ReportValue } }
  | { readonly kind: 'other'; readonly what: string };

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  /** Probes passed, of so many. The check is passed when they are equal. */
  readonly passed: number;
  readonly of: number;
}

/** One entry that differs. */
export interface Difference {
  /** The field of the answer; '' when it has none. */
  readonly output: string;
  /** Position along each axis, from 0; [] in a single number. */
  readonly index: readonly number[];
  readonly got: ReportNumber;
  readonly expected: ReportNumber;
}

/** The smallest case found on which the answer is wrong. */
export interface Failure {
  /** The check's id. */
  readonly check: string;
  readonly flaw: Flaw['kind'];
  /** One sentence: what is wrong in this case. */
  readonly says: string;
  /** By parameter name, in order. */
  readonly args: { readonly [name: string]: ReportValue };
  /** Absent when the function threw. */
  readonly got?: ReportValue;
  readonly expected: ReportValue;
  /** Finite differences of the loss, where the answer is a gradient. */
  readonly numeric?: ReportValue;
  /** The first entries that differ (at most 64). */
  readonly where: readonly Difference[];
  /** Arguments after the call, when they are not what they were. */
  readonly argsAfter?: { readonly [name: string]: ReportValue };
}

export interface Finding {
  /** A mistake's slug or a law's name. */
  readonly id: string;
  readonly says: string;
  /** Anchor in the lesson's page. */
  readonly see?: string;
}

/** Which mistake was made, if that can be told. */
export interface Diagnosis {
  /**
   * mistake: a known mistake of this exercise. law: a general way to be wrong. oneOf: several fit.
   * pattern: not how, but where it is wrong. error: the function throws. unknown: nothing known fits.
   */
  readonly kind: 'mistake' | 'law' | 'oneOf' | 'pattern' | 'error' | 'unknown';
  readonly candidates: readonly Finding[];
}

/** Why there are no answers to judge. */
export interface ReportError {
  readonly kind: 'failed' | 'missing' | 'threw' | 'stopped' | 'unavailable';
  /** What happened and what to do, in a sentence or two. */
  readonly says: string;
  readonly info?: ErrorInfo;
  readonly reason?: StopReason;
}

export interface Report {
  readonly exercise: string;
  readonly seed: number;
  /** True only when every probe of every check passed. */
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
  readonly failure?: Failure;
  readonly diagnosis?: Diagnosis;
  /** What the verdict or the diagnosis rests on. */
  readonly evidence: string;
  /** When two numbers count as equal. */
  readonly tolerance: string;
  readonly error?: ReportError;
}

const digits = 10;

/** Rounded to ten digits (or fewer), the same in every JavaScript engine. */
export function reportNumber(number: number, precision = digits): ReportNumber {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? 'Infinity' : '-Infinity';
  return Number(number.toPrecision(precision)) + 0;
}

export function reportValue(value: Encoded, precision = digits): ReportValue {
  if (value.kind === 'other') return { kind: 'other', what: value.what };
  if (value.kind === 'object') {
    const fields = Object.entries(value.fields).map(([name, inner]) => [name, reportValue(inner, precision)] as const);
    return { kind: 'fields', fields: Object.fromEntries(fields) };
  }
  const leaf = leavesOf(value)?.[0];
  return {
    kind: 'numbers',
    shape: leaf?.shape ?? [],
    data: Array.from(leaf?.data ?? [], (number) => reportNumber(number, precision)),
  };
}
