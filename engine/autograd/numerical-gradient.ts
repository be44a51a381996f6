/** Where to take a gradient: a number, a list of numbers, a list of lists, and so on. */
export type Point = number | readonly Point[];

export interface NumericalGradientOptions {
  /** The step to either side, relative to numbers larger than 1. */
  readonly eps?: number;
}

/**
 * The gradient of a function that gives one number, by central differences in float64: (f(x + h) − f(x − h)) / 2h.
 *
 * Shape: the gradient has the form of `point`; `f` gets a fresh copy of that form at every call.
 * Grad: an estimate, right to about 9 digits for smooth functions near 1; wrong across a kink.
 * @see https://cs231n.github.io/neural-networks-3/#gradcheck
 */
export function numericalGradient(
  f: (point: number) => number,
  point: number,
  options?: NumericalGradientOptions,
): number;
export function numericalGradient(
  f: (point: number[]) => number,
  point: readonly number[],
  options?: NumericalGradientOptions,
): number[];
export function numericalGradient(
  f: (point: number[][]) => number,
  point: readonly (readonly number[])[],
  options?: NumericalGradientOptions,
): number[][];
export function numericalGradient<P extends Point>(
  f: (point: P) => number,
  point: P,
  options?: NumericalGradientOptions,
): P;
export function numericalGradient(
  f: (point: never) => number,
  point: Point,
  { eps = 1e-5 }: NumericalGradientOptions = {},
): Point {
  const values: number[] = [];
  collect(point, values);
  const evaluate = (): number => f(arrange(point, values) as never);
  const slopes = values.map((_, i) => centralDifference(values, i, eps, evaluate));
  return arrange(point, slopes);
}

/** The slope along one coordinate; `values` is left as it was found. */
export function centralDifference(
  values: { [index: number]: number },
  index: number,
  eps: number,
  evaluate: () => number,
): number {
  const value = values[index]!;
  const step = eps * Math.max(1, Math.abs(value));
  const above = value + step;
  const below = value - step;
  values[index] = above;
  const high = evaluate();
  values[index] = below;
  const low = evaluate();
  values[index] = value;
  // Rounding makes the real distance differ from 2·step; dividing by the real one keeps the digits.
  return (high - low) / (above - below);
}

function collect(point: Point, values: number[]): void {
  if (typeof point === 'number') values.push(point);
  else for (const part of point) collect(part, values);
}

function arrange(form: Point, values: readonly number[]): Point {
  let next = 0;
  const build = (part: Point): Point => (typeof part === 'number' ? values[next++]! : part.map(build));
  return build(form);
}
