/** Where the nodes of a computation stand: what was given on the left, the end on the right. */
import type { GraphNode } from '../../runner/shown.ts';

export interface Placed {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly placed: readonly Placed[];
  readonly width: number;
  readonly height: number;
}

export const BOX = { width: 132, height: 62, across: 44, down: 16 } as const;

/** Puts every node one column left of the leftmost that uses it. The list begins with the end and is acyclic. */
export function layOut(nodes: readonly GraphNode[]): Layout {
  const depth = nodes.map(() => 0);
  // As often as there are nodes: then the longest way has been walked.
  for (let round = 0, moved = true; moved && round < nodes.length; round++) {
    moved = false;
    nodes.forEach((node, at) => {
      for (const from of node.from) {
        const deeper = (depth[at] ?? 0) + 1;
        if ((depth[from] ?? 0) >= deeper) continue;
        depth[from] = deeper;
        moved = true;
      }
    });
  }
  const last = Math.max(0, ...depth);
  const counts = Array.from({ length: last + 1 }, (_, layer) => depth.filter((one) => one === layer).length);
  const tallest = Math.max(1, ...counts);
  const seen = counts.map(() => 0);
  const placed = nodes.map((node, at) => {
    const layer = depth[at] ?? 0;
    const row = (seen[layer] ?? 0) + (tallest - (counts[layer] ?? 0)) / 2;
    seen[layer] = (seen[layer] ?? 0) + 1;
    return { node, x: 4 + (last - layer) * (BOX.width + BOX.across), y: 4 + row * (BOX.height + BOX.down) };
  });
  return {
    placed,
    width: 8 + (last + 1) * BOX.width + last * BOX.across,
    height: 8 + tallest * BOX.height + (tallest - 1) * BOX.down,
  };
}

/** What a node is called in words: its label, its operation, or that it was given. */
export function nodeName(node: GraphNode, at: number): string {
  return node.label || node.op || `given ${at}`;
}
