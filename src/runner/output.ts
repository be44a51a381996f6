/**
 * What a cell may import from 'risotto/output': ways to show more than text.
 * The sandbox sets the sink before learner code runs; without one (plain Node) the calls are silent.
 */

import type { Tensor, Value } from '../../engine/index.ts';

/**
 * Where everything goes. Set once by whoever runs the program; who cannot show a chart leaves it out.
 * @internal
 */
export interface OutputSink {
  point(series: string, x: number, y: number): void;
  progress(done: number, total: number): void;
  table?(rows: unknown): void;
  bar?(labels: unknown, values: unknown): void;
  histogram?(values: unknown, bins: unknown): void;
  image?(pixels: unknown): void;
  graph?(root: unknown): void;
}

/** Numbers in a list, a typed array or a tensor. */
export type Numbers = readonly number[] | Float32Array | Float64Array | Tensor;

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

/**
 * Show a table. Each row is a list of cells, or an object whose fields are the columns.
 * The first 200 rows and 20 columns are shown.
 */
export function table(rows: readonly (readonly unknown[] | object)[]): void {
  sink?.table?.(rows);
}

/** Show a bar for each label. The first 60 are shown. */
export function bar(labels: readonly (string | number)[], values: Numbers): void {
  sink?.bar?.(labels, values);
}

/** Show how often the numbers fall into each of `bins` equal parts of their range. NaN and infinities are counted apart. */
export function histogram(values: Numbers, bins = 24): void {
  sink?.histogram?.(values, bins);
}

/**
 * Show numbers as an image: `[height, width]` in shades from the lowest to the highest number,
 * `[3, height, width]` as red, green and blue. At most 16,384 numbers.
 */
export function image(pixels: Tensor | readonly (readonly number[])[]): void {
  sink?.image?.(pixels);
}

/** Draw how a value or a tensor was computed: each operation with its value and, after `backward()`, its gradient. */
export function graph(root: Value | Tensor): void {
  sink?.graph?.(root);
}
