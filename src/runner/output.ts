/**
 * What a cell may import from 'risotto/output': ways to show more than text.
 * The sandbox sets the sink before learner code runs; without one (plain Node) the calls are silent.
 */

/**
 * Where points and progress go. Set once by whoever runs the program.
 * @internal
 */
export interface OutputSink {
  point(series: string, x: number, y: number): void;
  progress(done: number, total: number): void;
}

let sink: OutputSink | undefined;

/**
 * Connect the output functions to a sink; returns the one before.
 * @internal
 */
export function connectOutput(next: OutputSink | undefined): OutputSink | undefined {
  const before = sink;
  sink = next;
  return before;
}

/** Add a point to the line named `series` of this cell's chart, drawn as it arrives. */
export function plot(series: string, x: number, y: number): void {
  sink?.point(series, x, y);
}

/** Say how far a long loop has come; draws a progress bar. */
export function progress(done: number, total: number): void {
  sink?.progress(done, total);
}
