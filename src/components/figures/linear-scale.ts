/** From values to pixels and back. A straight line needs no library. */
export interface LinearScale {
  (value: number): number;
  readonly invert: (pixel: number) => number;
}

export function linearScale(from: readonly [number, number], to: readonly [number, number]): LinearScale {
  const slope = (to[1] - to[0]) / (from[1] - from[0]);
  const scale = (value: number): number => to[0] + (value - from[0]) * slope;
  return Object.assign(scale, { invert: (pixel: number): number => from[0] + (pixel - to[0]) / slope });
}
