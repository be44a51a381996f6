import { addressOf, claim } from '../../memory/residency.ts';
import type { Saved } from '../../memory/saved.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor } from './place.ts';

/** c as the kernels can read it: in rows that may lie apart, as half of a state does. */
function inRows(c: Tensor): { rows: Tensor; stride: number } {
  const isApart = c.strides[1] === 1 && c.strides[0]! >= c.shape[1]!;
  const rows = isApart ? c : c.contiguous();
  return { rows, stride: rows.strides[0]! };
}

/** One step from contiguous gates; what the gradient needs is put by. */
export function lstmCellInWasm(gates: Tensor, c: Tensor, saved: Saved): Tensor | null {
  if (c.dtype !== 'float32' || c.size === 0) return null;
  const [n, h] = c.shape as unknown as [number, number];
  const { rows, stride } = inRows(c);
  const [g, from] = [addressFor(gates), addressFor(rows)];
  const [out, activated] = [claim(2 * c.size), claim(5 * c.size)];
  if (g === 0 || from === 0 || out === null || activated === null) return null;
  wasm!.kernels.lstmCell(n, h, out.address, g, from, activated.address, stride);
  saved.put(activated);
  return new Tensor(out, [n, 2 * h]);
}

/** The gradients of gates and c. */
export function lstmCellBackwardInWasm(gradOutput: Tensor, c: Tensor, saved: Saved): [Tensor, Tensor] | null {
  if (c.dtype !== 'float32' || c.size === 0) return null;
  const [n, h] = c.shape as unknown as [number, number];
  const { rows, stride } = inRows(c);
  const [g, from, activated] = [addressFor(gradOutput), addressFor(rows), addressOf(saved.at(0)!)];
  const [gradGates, gradC] = [claim(4 * c.size), claim(c.size)];
  if (g === 0 || from === 0 || activated === 0 || gradGates === null || gradC === null) return null;
  wasm!.kernels.lstmCellBackward(n, h, gradGates.address, gradC.address, g, from, activated, stride);
  return [new Tensor(gradGates, [n, 4 * h]), new Tensor(gradC, c.shape)];
}
