import { wish } from './pot.ts';

/** The drawing of the pot: a fixed scatter, the same on every visit. */
export interface Bit {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

const GOLDEN_ANGLE = 2.39996;

/** `count` places spread evenly over an ellipse, as seeds over a sunflower. */
export function scatter(count: number, rx: number, ry: number, offset: number): Bit[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (i + offset) * GOLDEN_ANGLE;
    const far = Math.sqrt((i + 0.5) / count);
    const round = (value: number) => Math.round(value * 10) / 10;
    return {
      x: round(Math.cos(angle) * far * rx),
      y: round(Math.sin(angle) * far * ry),
      turn: Math.round((angle * 140) % 180),
    };
  });
}

/** One fold of the risotto's surface. A stiff one lies flat; a creamy one rolls in waves. */
export function foldPath(half: number, y: number, height: number, shift: number): string {
  const waves = 6;
  const step = (2 * half) / waves;
  const parts = Array.from({ length: waves }, (_, i) => {
    const lift = (i + shift) % 2 === 0 ? -height : height;
    return `q${(step / 2).toFixed(1)} ${lift.toFixed(1)} ${step.toFixed(1)} 0`;
  });
  return `M${-half} ${y}${parts.join('')}`;
}

/** How far the spoon leans, in degrees from upright: the wish is upright, nothing at all is flat to the left. */
export const leanOf = (score: number): number => ((score - wish) * 90) / wish;
