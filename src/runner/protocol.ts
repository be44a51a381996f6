/**
 * The words that page and sandbox exchange. Types only: no transport, no DOM.
 * A program is text; what comes back is a stream of `Output`s and one `RunEnd`.
 */
import type { ErrorInfo, StopReason } from '../grading/index.ts';
import type { NumberSummary } from './number-summary.ts';
import type { Shown } from './shown.ts';

/** TypeScript modules by name. A specifier `./name.ts` (or `./name`) in one resolves to another by its name. */
export interface Program {
  readonly modules: { readonly [name: string]: string };
  readonly entry: string;
}

/** A printed tensor. Its numbers are cut at a bound; `size` says how many there were. */
export interface TensorPart {
  readonly kind: 'tensor';
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'float64';
  readonly requiresGrad: boolean;
  readonly size: number;
  /** Row-major; `null` stands for NaN and the infinities, which JSON cannot hold. */
  readonly data: readonly (number | null)[];
  /** Of the whole tensor, where `data` was cut; elsewhere it follows from `data`. */
  readonly summary?: NumberSummary;
}

/** A piece of a printed line. */
export type Part = { readonly kind: 'text'; readonly text: string } | TensorPart;

/** One typed message of a running program. Plain JSON, so that a recorded output is the same thing. */
export type Output =
  | { readonly kind: 'log'; readonly level: 'log' | 'warn' | 'error'; readonly parts: readonly Part[] }
  /** One point of a streaming line chart. */
  | { readonly kind: 'point'; readonly series: string; readonly x: number; readonly y: number | null }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** A table, a chart, an image or a graph. */
  | Shown
  /** What was dropped after a bound was reached, said once at the end. */
  | { readonly kind: 'cut'; readonly dropped: number; readonly what: 'lines' | 'characters' | 'points' | 'charts' };

export type RunEnd =
  | { readonly kind: 'finished'; readonly ms: number }
  | { readonly kind: 'threw'; readonly ms: number; readonly error: ErrorInfo }
  | { readonly kind: 'stopped'; readonly ms: number; readonly reason: StopReason }
  /** The sandbox could not start here; `why` says what is missing. */
  | { readonly kind: 'unavailable'; readonly why: string };

/** A run under way. `stop` is safe to call at any time; `done` always settles, never rejects. */
export interface Running<End> {
  readonly done: Promise<End>;
  stop(): void;
}

/** Bounds of one run, in milliseconds of the sandbox's own compute time. */
export interface Deadline {
  /** Longest silence: time without any output. */
  readonly silence: number;
  /** Longest run, however talkative. */
  readonly total: number;
}
