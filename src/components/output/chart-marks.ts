/** The charts, in Observable Plot's terms and the site's colours. */
import { axisX, axisY, barX, plot, rectY, ruleX, ruleY } from '@observablehq/plot';
import { formatNumber } from '../format-number.ts';

/** A bar with a name, or one that stands over a part of the number line. */
export type MarkPart =
  | { readonly kind: 'bar'; readonly label: string; readonly value: number }
  | { readonly kind: 'bin'; readonly from: number; readonly to: number; readonly count: number };

interface Room {
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

const text = { fontSize: 13, fill: 'var(--muted)', stroke: 'none' } as const;
const format = (value: number): string => formatNumber(value);

/** Draws bars or bins; the picture carries its label. */
export function drawChart(parts: readonly MarkPart[], { width, height, label }: Room): Element {
  const bars = parts.filter((part) => part.kind === 'bar');
  const bins = parts.filter((part) => part.kind === 'bin');
  const common = {
    width,
    height,
    ariaLabel: label,
    style: { background: 'transparent', color: 'var(--ink)', fontFamily: 'var(--font-text)' },
  };
  const ticks = Math.max(2, Math.floor(width / 110));
  const drawn =
    bars.length > 0
      ? plot({
          ...common,
          marginLeft: Math.min(width / 3, 24 + 8 * Math.max(...bars.map((bar) => bar.label.length))),
          marginRight: 24,
          // Two bars may have the same name: a place in the list tells them apart.
          y: { domain: bars.map((_, i) => i), tickFormat: null, label: null },
          x: { label: null, grid: false },
          marks: [
            axisX({ ...text, ticks, tickFormat: format, label: null }),
            axisY({ ...text, tickSize: 0, label: null, tickFormat: (i: number) => short(bars[i]?.label ?? '') }),
            barX(bars, {
              y: (_: unknown, i: number) => i,
              x: 'value',
              fill: (bar: { value: number }) => (bar.value < 0 ? 'var(--q-output)' : 'var(--q-weight)'),
              inset: 0.5,
            }),
            ruleX([0], { stroke: 'var(--rule-strong)' }),
          ],
        })
      : plot({
          ...common,
          marginLeft: 56,
          marginRight: 24,
          marks: [
            axisX({ ...text, ticks, tickFormat: format, label: null }),
            axisY({ ...text, ticks: 4, tickFormat: format, label: null }),
            rectY(bins, { x1: 'from', x2: 'to', y: 'count', fill: 'var(--q-output)', inset: 0.5 }),
            ruleY([0], { stroke: 'var(--rule-strong)' }),
          ],
        });
  drawn.setAttribute('role', 'img');
  // The parts of an image have no names of their own.
  for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return drawn;
}

function short(label: string): string {
  return label.length > 18 ? `${label.slice(0, 17)}…` : label;
}
