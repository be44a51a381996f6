/** The table that says the same as a chart, for saving. */
import type { Shown } from '../../runner/shown.ts';

interface Behind {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export function tableBehind(shown: Shown): Behind {
  switch (shown.kind) {
    case 'table':
      return { columns: shown.columns, rows: shown.rows };
    case 'bar':
      return { columns: ['label', 'value'], rows: shown.labels.map((label, i) => [label, shown.values[i] ?? null]) };
    case 'histogram': {
      const part = shown.high / shown.counts.length - shown.low / shown.counts.length;
      const edge = (i: number): number => shown.low + part * i;
      return { columns: ['from', 'to', 'count'], rows: shown.counts.map((count, i) => [edge(i), edge(i + 1), count]) };
    }
    case 'image':
      return {
        columns: Array.from({ length: shown.width }, (_, c) => String(c)),
        rows: Array.from({ length: shown.height * shown.channels }, (_, r) =>
          shown.data.slice(r * shown.width, (r + 1) * shown.width),
        ),
      };
    case 'graph':
      return {
        columns: ['node', 'label', 'operation', 'value', 'gradient', 'computed from'],
        rows: shown.nodes.map((node, at) => [at, node.label, node.op, node.value, node.grad, node.from.join(' ')]),
      };
  }
}
