import * as kernels from '../kernels/lstm.ts';
import { ShapeError } from '../errors.ts';
import { formatShape } from '../tensor/shape.ts';
import { allocate, type FloatArray } from '../tensor/storage.ts';
import { expectTensor, fromData, Tensor } from '../tensor/tensor.ts';
import { expectSameDtype } from './broadcast.ts';
import { defineOp } from './define.ts';
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

const lstmCell = defineOp<[Tensor, Tensor], [activated: FloatArray]>({
  name: 'lstmCell',
  forward: ([, cell], activated) => {
    const [rows, hidden] = sizesOf(cell);
    const c = cell.contiguous();
    const out = allocate(c.dtype, 2 * c.size);
    kernels.lstmCell(rows, hidden, out, activated, c.storage.data, c.offset);
    return fromData(out, [rows, 2 * hidden]);
  },
  backward: [
    (gradOutput, node, activated) => {
      const [g, c, state] = [gradOutput.contiguous(), node.savedInput(1).contiguous(), node.savedOutput()];
      const [rows, hidden] = sizesOf(c);
      const out = allocate(g.dtype, 4 * c.size);
      kernels.lstmCellGradGates(
        rows,
        hidden,
        out,
        g.storage.data,
        g.offset,
        activated,
        c.storage.data,
        c.offset,
        state.storage.data,
        state.offset,
      );
      return fromData(out, [rows, 4 * hidden]);
    },
    (gradOutput, node, activated) => {
      const [g, state] = [gradOutput.contiguous(), node.savedOutput()];
      const [rows, hidden] = sizesOf(node.inputs[1]!);
      const out = allocate(g.dtype, rows * hidden);
      kernels.lstmCellGradC(rows, hidden, out, g.storage.data, g.offset, activated, state.storage.data, state.offset);
      return fromData(out, [rows, hidden]);
    },
  ],
  sample: (generator) => {
    const [rows, hidden] = [generator.integer(1, 5), generator.integer(1, 5)];
    return {
      inputs: [awayFromZero(generator, [rows, 4 * hidden]), awayFromZero(generator, [rows, hidden])],
      run: (gates, c) => gates!.lstmCell(c!),
    };
  },
});

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
  // Kept for backward, which needs the gates after their nonlinearities only.
  const gates = this.contiguous();
  const activated = allocate(gates.dtype, gates.size);
  kernels.activateGates(...sizesOf(c), activated, gates.storage.data, gates.offset);
  return lstmCell([this, c], activated);
};
