/**
 * What crosses the wall between a learner's code and the judge: plain data in, plain data out.
 * The runner makes these; the grader reads them; neither ever holds a live object of the other side.
 */

/** Arguments of a probe: numbers, nested arrays of numbers, or an object of those. */
export type Plain = number | readonly Plain[] | { readonly [field: string]: Plain };

/** "Call this export with these arguments." Posted into the sandbox as it stands. */
export interface Call {
  readonly export: string;
  readonly args: readonly Plain[];
}

/** A value that came back, copied out as plain data and bounded in size. */
export type Encoded =
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'array';
      readonly shape: readonly number[];
      readonly dtype: 'float32' | 'float64';
      /** Row-major, one read per element. Length is the product of `shape`. */
      readonly data: Float64Array;
    }
  | { readonly kind: 'object'; readonly fields: { readonly [name: string]: Encoded } }
  /** Anything that is no number, regular array, typed array, Tensor or object of those; `what` says what it was. */
  | { readonly kind: 'other'; readonly what: string };

/** An error as the learner should see it. Lines count from 1 in the learner's own text. */
export interface ErrorInfo {
  readonly name: string;
  readonly message: string;
  readonly module?: string;
  readonly line?: number;
  readonly column?: number;
  /** One sentence: what to do about it. */
  readonly help?: string;
}

/** `newer`: something else was started, and one program runs at a time. */
export type StopReason = 'user' | 'newer' | 'deadline' | 'memory' | 'flood';

/** What became of one call. */
export type Outcome =
  | {
      readonly kind: 'returned';
      readonly value: Encoded;
      /** The answer of a second call with fresh, equal arguments: a pure function gives the same. */
      readonly again: Encoded;
      /** The arguments after the first call, to see whether they were changed. */
      readonly argsAfter: readonly Encoded[];
    }
  | { readonly kind: 'threw'; readonly error: ErrorInfo };

/** What became of all calls of one check. Without `outcomes`, the code never got as far as being called. */
export type Observed =
  | { readonly kind: 'observed'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'missing'; readonly wanted: string; readonly found: readonly string[] }
  | { readonly kind: 'stopped'; readonly reason: StopReason; readonly ms: number }
  | { readonly kind: 'unavailable'; readonly why: string };

/** The port through which the grader has code run. The runner implements it; tests may too. */
export type Observe = (calls: readonly Call[]) => Promise<Observed>;
