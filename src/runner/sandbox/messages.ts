/** What host and sandbox send each other over the private port. Types only. */
import type { Call, Encoded } from '../../grading/index.ts';
import type { Output } from '../protocol.ts';

/** A transpiled module, cut open at its import specifiers: code[0] + url(links[0]) + code[1] + … */
export interface LinkedModule {
  readonly name: string;
  readonly code: readonly string[];
  /** 'risotto', 'risotto/output' or the name of a module earlier in the list. */
  readonly links: readonly string[];
}

/** What the frame hands to each new worker, together with its port. */
export interface Boot {
  readonly engine: string;
  readonly output: string;
  /** Prelude rules to leave out. For the test that shows what each rule is for. */
  readonly omit: readonly string[];
}

/** The one message a ready worker gets. With `calls` the program is observed, without it is run. */
export interface Job {
  readonly modules: readonly LinkedModule[];
  readonly calls: readonly Call[] | undefined;
  /** Shows nothing, and looks for the operation that makes the first NaN or infinity. */
  readonly watch?: boolean;
}

/** A thrown value in words, before its line is looked up on the host. */
export interface RawError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** The first NaN or infinity of a program; `at` holds the stack of the call. */
export interface RawBirth {
  readonly op: string;
  readonly value: 'NaN' | 'Infinity' | '-Infinity';
  /** It was among what the operation was given. */
  readonly given: boolean;
  readonly at: RawError;
}

/** How much has been dropped so far. */
export interface Dropped {
  readonly lines: number;
  readonly characters: number;
  readonly points: number;
  readonly charts: number;
}

export type RawOutcome =
  | {
      readonly kind: 'returned';
      readonly value: Encoded;
      readonly again: Encoded;
      readonly argsAfter: readonly Encoded[];
    }
  | { readonly kind: 'threw'; readonly error: RawError };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly why: string }
  /** Learner code begins now; `urls` are those of the modules, in the order of the job. */
  | { readonly kind: 'started'; readonly urls: readonly string[] }
  | { readonly kind: 'outputs'; readonly outputs: readonly Output[] }
  | { readonly kind: 'alive'; readonly dropped: Dropped }
  /** Far more lines than anyone reads: printing has become the purpose. */
  | { readonly kind: 'flood' }
  | { readonly kind: 'end'; readonly ms: number; readonly error?: RawError; readonly dropped: Dropped }
  | { readonly kind: 'born'; readonly birth: RawBirth }
  | { readonly kind: 'missing'; readonly wanted: string; readonly found: readonly string[] }
  | { readonly kind: 'outcome'; readonly outcome: RawOutcome };
