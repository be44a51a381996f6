/** The `console` of a program, and the sink of 'risotto/output'. Both end in the gate. */
import type { OutputSink } from '../output.ts';
import type { Shown } from '../shown.ts';
import type { OutputGate } from './output-gate.ts';
import { formatValue } from './format.ts';
import type { ReadGraph } from './graph-view.ts';
import { natives } from './natives.ts';
import { barOf, histogramOf, imageOf, itemsIn, noGraph, tableOf } from './shown.ts';
import { formatTable } from './table.ts';
import { numberText } from './text-pieces.ts';
import type { ReadTensor } from './tensor-view.ts';

type Say = (...args: unknown[]) => void;

/** What learner code finds as `console`. */
export interface SandboxConsole {
  readonly [method: string]: Say;
}

/** Makes a console whose lines go through `gate`. */
export function createConsole(gate: OutputGate): SandboxConsole {
  const log: Say = (...args) => gate.line('log', args);
  const warn: Say = (...args) => gate.line('warn', args);
  const error: Say = (...args) => gate.line('error', args);
  const silent: Say = () => {};
  const table: Say = (data) => {
    const text = gate.muted ? undefined : tableText(data);
    gate.line('log', [text ?? data]);
  };
  const assert: Say = (holds, ...args) => {
    if (holds === true || gate.muted || holds) return;
    gate.line('error', args.length === 0 ? ['Assertion failed'] : args);
  };
  const quiet = { groupEnd: silent, clear: silent, count: silent, time: silent, timeEnd: silent, timeLog: silent };
  return {
    log,
    info: log,
    debug: log,
    dir: log,
    group: log,
    groupCollapsed: log,
    trace: log,
    warn,
    error,
    table,
    assert,
    ...quiet,
  };
}

function tableText(data: unknown): string | undefined {
  try {
    return formatTable(data);
  } catch {
    return undefined;
  }
}

/** Makes the sink of 'risotto/output'; refuses what cannot be drawn, in the learner's own stack. */
export function createSink(gate: OutputGate, readTensor: ReadTensor, readGraph: ReadGraph): OutputSink {
  const chart = (make: () => Shown): void => {
    if (!gate.chartFits) return;
    const shown = make();
    gate.chart(shown, itemsIn(shown));
  };
  const number = (value: unknown, what: string): number => {
    if (typeof value === 'number') return value;
    const tensor = readTensor(value, 1);
    if (tensor !== undefined && tensor.size === 1) return tensor.data[0] as number;
    throw new TypeError(what + ' must be a number, not ' + formatValue(value, readTensor));
  };
  return {
    point: (series, x, y) => {
      const name = typeof series === 'string' ? natives.slice(series, 0, 60) : formatValue(series);
      const at = number(x, 'plot: x');
      if (at - at !== 0) throw new RangeError('plot: x must be finite, not ' + numberText(at));
      gate.point(name, at, number(y, 'plot: y'));
    },
    progress: (done, total) => gate.progress(number(done, 'progress: done'), number(total, 'progress: total')),
    table: (rows) => chart(() => tableOf(rows, readTensor)),
    bar: (labels, values) => chart(() => barOf(labels, values, readTensor)),
    histogram: (values, bins) => chart(() => histogramOf(values, bins, readTensor)),
    image: (pixels) => chart(() => imageOf(pixels, readTensor)),
    graph: (root) =>
      chart(() => {
        const drawn = readGraph(root);
        if (drawn === undefined) throw noGraph(root, readTensor);
        return drawn;
      }),
  };
}
