/** What test and page say to each other. Types only. */
import type { Report } from '../../../src/grading/index.ts';
import type { Deadline, Output, Program, RunEnd } from '../../../src/runner/protocol.ts';

/** One program to run as a cell and to grade. */
export interface Attempt {
  readonly program: Program;
  readonly exercise: string;
  readonly deadline: Deadline;
  /** Prelude rules to leave out. */
  readonly omit: readonly string[];
}

interface Frames {
  readonly fps: number;
  readonly gap: number;
}

/** What became of it, and of the page. Times in milliseconds. */
export interface Seen {
  readonly cell: { readonly end: RunEnd; readonly took: number; readonly outputs: readonly Output[] };
  /** `took` is the longest of the grader's calls. */
  readonly graded: { readonly report: Report; readonly took: number };
  /** The harmless program that is run and graded afterwards. */
  readonly next: {
    readonly end: RunEnd;
    readonly lines: readonly string[];
    readonly passed: boolean;
    readonly ready: number;
  };
  /** The page's frames meanwhile, and afterwards with nothing running: per second, and the longest wait for one. */
  readonly frames: Frames;
  readonly idle: Frames;
  /** What is no longer as it was in the page. */
  readonly touched: readonly string[];
}
