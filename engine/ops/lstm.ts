import * as kernels from '../kernels/lstm.ts';
import type { Node } from '../autograd/node.ts';
import { ShapeError } from '../errors.ts';
import { Saved } from '../memory/saved.ts';
import { formatShape } from '../tensor/shape.ts';
import { allocate } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { expectSameDtype } from './broadcast.ts';
import { defineOp } from './define.ts';
import { lstmCellBackwardInWasm, lstmCellInWasm } from './in-wasm/lstm.ts';
import { awayFromZero } from './sampling.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * One step of an LSTM after its matrix products: c′ = σ(f) · c + σ(i) · tanh(g) and h′ = σ(o) · tanh(c′), in one go.
     *
     * Shape: gates `[n, 4h]`, side by side in PyTorch's order i, f, g, o, and c `[n, h]` → `[n, 2h]`: h′, then c′.
     * Grad: to both, through the nonlinearities; to c it is the gradient of c′ · σ(f), which is how an LSTM remembers.
     * @throws ShapeError if the shapes do not fit, DtypeError if the dtypes differ.
     * @see https://pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
     * @see Hochreiter & Schmidhuber, "Long Short-Term Memory", Neural Computation 9 (1997)
     */
    lstmCell(c: Tensor): Tensor;
  }
}

const lstmCell = defineOp<[Tensor, Tensor], [saved: Saved]>({
  name: 'lstmCell',
  forward: ([input, cell], saved) => {
    const gates = input.contiguous();
    const fast = lstmCellInWasm(gates, cell, saved);
    if (fast !== null) return fast;
    const [rows, hidden] = sizesOf(cell);
    const c = cell.contiguous();
    const out = allocate(c.dtype, 2 * c.size);
    const activated = allocate(c.dtype, 5 * c.size);
    kernels.lstmCell(rows, hidden, out, activated, gates.storage.data, gates.offset, c.storage.data, c.offset);
    saved.put(fromData(activated, [rows, 5 * hidden]).storage);
    return fromData(out, [rows, 2 * hidden]);
  },
  backward: [
    (gradOutput, node, saved) => gradient(0, gradOutput, node, saved),
    (gradOutput, node, saved) => gradient(1, gradOutput, node, saved),
  ],
  sample: (generator) => {
    const [rows, hidden] = [generator.integer(1, 5), generator.integer(1, 5)];
    return {
      inputs: [awayFromZero(generator, [rows, 4 * hidden]), awayFromZero(generator, [rows, hidden])],
      run: (gates, c) => gates!.lstmCell(c!),
    };
  },
});

/** That of the gates or of c; both come out of one walk over the rows. */
function gradient(index: number, gradOutput: Tensor, node: Node, saved: Saved): Tensor {
  const compute = (): Tensor[] => {
    const [g, cell] = [gradOutput.contiguous(), node.savedInput(1)];
    const fast = lstmCellBackwardInWasm(g, cell, saved);
    if (fast !== null) return fast;
    const [rows, hidden] = sizesOf(cell);
    const c = cell.contiguous();
    const [gradGates, gradC] = [allocate(c.dtype, 4 * c.size), allocate(c.dtype, c.size)];
    const activated = saved.at(0)!.data;
    kernels.lstmCellBackward(
      rows,
      hidden,
      gradGates,
      gradC,
      g.storage.data,
      g.offset,
      activated,
      c.storage.data,
      c.offset,
    );
    return [fromData(gradGates, [rows, 4 * hidden]), fromData(gradC, [rows, hidden])];
  };
  return saved.take(index, gradOutput, compute)!;
}

function sizesOf(c: Tensor): [rows: number, hidden: number] {
  return c.shape as unknown as [number, number];
}

Tensor.prototype.lstmCell = function (c) {
  expectTensor(c, 'lstmCell');
  expectSameDtype(this, c, 'lstmCell');
  if (this.ndim !== 2 || c.ndim !== 2 || this.shape[0] !== c.shape[0] || this.shape[1] !== 4 * c.shape[1]!) {
    throw new ShapeError(
      `lstmCell: got gates of shape ${formatShape(this.shape)} and c of shape ${formatShape(c.shape)}; ` +
        `expected [n, 4h] and [n, h]. Use unsqueeze(0) for a single example.`,
    );
  }
  return lstmCell([this, c], new Saved());
};
