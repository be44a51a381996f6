/** Angles are in degrees, clockwise from noon, as on a kitchen timer. */

const SWEEP = 270;
const FIRST = -SWEEP / 2;

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const angleOf = (value: number, { min, max }: Range): number => FIRST + ((value - min) / (max - min)) * SWEEP;

export function pointAt(angle: number, radius: number, cx: number, cy: number): [number, number] {
  const radians = (angle * Math.PI) / 180;
  return [cx + radius * Math.sin(radians), cy - radius * Math.cos(radians)];
}

const pair = ([x, y]: readonly [number, number]): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A part of a circle, from one angle to another. */
export function arcPath(from: number, to: number, radius: number, cx: number, cy: number): string {
  const large = Math.abs(to - from) > 180 ? 1 : 0;
  const clockwise = to > from ? 1 : 0;
  return `M${pair(pointAt(from, radius, cx, cy))}A${radius} ${radius} 0 ${large} ${clockwise} ${pair(pointAt(to, radius, cx, cy))}`;
}

export interface BentArrow {
  readonly shaft: string;
  readonly head: string;
}

// Shorter, its head would not be seen.
const SHORTEST_ARROW = 8;

/** An arrow bent round the dial; its length is the angle, head included, so a short one is only a head. */
export function bentArrow(from: number, turn: number, radius: number, cx: number, cy: number): BentArrow | undefined {
  if (Math.abs(turn) < 1.5) return undefined;
  const way = Math.sign(turn);
  const length = Math.max(Math.abs(turn), SHORTEST_ARROW);
  const headTurn = Math.min(length, 11);
  const half = headTurn * 0.55;
  const neck = from + way * (length - headTurn);
  const tip = pair(pointAt(from + way * length, radius, cx, cy));
  const barbs = [radius - half, radius + half].map((r) => pair(pointAt(neck, r, cx, cy)));
  return { shaft: arcPath(from, neck, radius, cx, cy), head: `M${barbs[0]}L${tip}L${barbs[1]}Z` };
}

/** The value after a turn of the hand by some degrees. */
export function turned(value: number, degrees: number, range: Range): number {
  const next = value + (degrees / SWEEP) * (range.max - range.min);
  return Math.min(range.max, Math.max(range.min, next));
}

/** How far the hand went round a centre between two points, the short way. */
export function turnBetween(ax: number, ay: number, bx: number, by: number): number {
  const turn = ((Math.atan2(by, bx) - Math.atan2(ay, ax)) * 180) / Math.PI;
  return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}
