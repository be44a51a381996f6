/** The tape behind a `Value` or a tensor as a list of nodes, the end first. Bounded; reads data properties only. */
import type { GraphNode, Shown } from '../shown.ts';
import { append, dataProperty, inherits, natives } from './natives.ts';
import { joinItems, numberText, shapeText } from './text-pieces.ts';
import type { ReadTensor } from './tensor-view.ts';

/** Nodes shown, and nodes looked at to say how many were left out. */
export const GRAPH_LIMITS = { nodes: 60, seen: 1000, label: 40 } as const;

/** Makes a graph of what a value was computed from; undefined for what was not computed by the engine. */
export type ReadGraph = (root: unknown) => Extract<Shown, { kind: 'graph' }> | undefined;

interface Look {
  readonly op: string;
  readonly label: string;
  readonly value: string;
  readonly grad: string;
  readonly parents: readonly unknown[];
}

function itemsOf(list: unknown): unknown[] {
  const items: unknown[] = [];
  if (typeof list !== 'object' || list === null || !natives.isArray(list)) return items;
  for (let i = 0; i < GRAPH_LIMITS.seen; i++) {
    const slot = natives.descriptor(list, i);
    if (slot === undefined) break;
    append(items, slot.value as unknown);
  }
  return items;
}

function short(value: number): string {
  return value - value === 0 ? numberText(natives.toNumber(natives.precision(value, 4))) : numberText(value);
}

function tensorText(tensor: NonNullable<ReturnType<ReadTensor>>): string {
  if (tensor.size === 1) return short(tensor.data[0] as number);
  if (tensor.shape.length !== 1 || tensor.size > 3) return shapeText(tensor.shape);
  const numbers: string[] = [];
  for (let i = 0; i < tensor.data.length; i++) append(numbers, short(tensor.data[i] as number));
  return joinItems('[', numbers, ']', false);
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? natives.slice(value, 0, GRAPH_LIMITS.label) : '';
}

/** A reader for the classes of this engine. */
export function graphReader(engine: { readonly [name: string]: unknown }, readTensor: ReadTensor): ReadGraph {
  const prototypeOf = (name: string): object | undefined => {
    const made = engine[name];
    return typeof made === 'function' ? (made.prototype as object) : undefined;
  };
  const valuePrototype = prototypeOf('Value');
  const tensorPrototype = prototypeOf('Tensor');
  const gradOf = tensorPrototype && natives.descriptor(tensorPrototype, 'grad')?.get;

  function look(value: unknown): Look | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    if (valuePrototype !== undefined && inherits(value, valuePrototype)) {
      const data = numberOr(dataProperty(value, 'data'), '?');
      const grad = numberOr(dataProperty(value, 'grad'), '');
      const label = textOr(dataProperty(value, 'label'));
      const parents = itemsOf(dataProperty(value, 'parents'));
      return { op: textOr(dataProperty(value, 'op')), label, value: data, grad, parents };
    }
    const tensor = readTensor(value, 3);
    if (tensor === undefined) return undefined;
    const held = gradOf === undefined ? undefined : readTensor(natives.apply(gradOf, value, []), 3);
    const node = dataProperty(value, 'gradFn');
    const made = typeof node === 'object' && node !== null ? node : undefined;
    return {
      op: made === undefined ? '' : textOr(dataProperty(made, 'op')),
      label: '',
      value: tensorText(tensor),
      grad: held === undefined ? '' : tensorText(held),
      parents: made === undefined ? [] : itemsOf(dataProperty(made, 'inputs')),
    };
  }

  return (root) => {
    const seen: unknown[] = [root];
    const nodes: GraphNode[] = [];
    for (let at = 0; at < seen.length; at++) {
      const node = look(seen[at]);
      if (node === undefined && at === 0) return undefined;
      const from: number[] = [];
      for (let p = 0; node !== undefined && p < node.parents.length; p++) {
        const place = placeIn(seen, node.parents[p]);
        if (place >= 0 && place < GRAPH_LIMITS.nodes) append(from, place);
      }
      if (at >= GRAPH_LIMITS.nodes) continue;
      const { op, label, value, grad } = node ?? { op: '', label: '', value: '?', grad: '' };
      append(nodes, { op, label, value, grad, from });
    }
    return { kind: 'graph', nodes, hidden: seen.length - nodes.length };
  };
}

function numberOr(value: unknown, otherwise: string): string {
  return typeof value === 'number' ? short(value) : otherwise;
}

/* Where it stands in the list, to which it is added unless the list is full. */
function placeIn(seen: unknown[], value: unknown): number {
  for (let i = 0; i < seen.length; i++) if (seen[i] === value) return i;
  if (seen.length >= GRAPH_LIMITS.seen) return -1;
  append(seen, value);
  return seen.length - 1;
}
