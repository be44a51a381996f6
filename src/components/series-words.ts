/** What a line of a chart says, in words. */
import { formatNumber } from './format-number.ts';

export interface Point {
  readonly series: string;
  readonly x: number;
  /** `null` stands for NaN and the infinities. */
  readonly y: number | null;
}

export type FinitePoint = Point & { readonly y: number };

export function isFinitePoint(point: Point): point is FinitePoint {
  return point.y !== null && Number.isFinite(point.y);
}

/** Where a series begins and ends; a line that breaks off before its last point says where. */
export function seriesWords(points: readonly Point[]): string {
  const finite = points.filter(isFinitePoint);
  const [first, last] = [finite[0], finite.at(-1)];
  if (!first || !last) return 'no finite values';
  const range = `from ${formatNumber(first.y)} to ${formatNumber(last.y)}`;
  return last === points.at(-1) ? range : `${range} at ${formatNumber(last.x)}, then beyond any finite number`;
}
