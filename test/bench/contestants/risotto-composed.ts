import { Adam, crossEntropy, mseLoss, SGD, tensor, zeros, type Tensor } from 'risotto';
import type { Contestant, Running } from '../contestant.ts';
import { sequences, text, type BlockWeights } from '../problems.ts';
import { leaves, numbers, training } from './risotto-training.ts';

const dense = (x: Tensor, weight: Tensor, bias: Tensor): Tensor => x.matmul(weight).add(bias);

/** The LSTM cell as the equations have it. */
function trainSequences(): Running {
  const problem = sequences();
  const { steps, batch, hidden } = problem;
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const weights = leaves(problem.weights);
  const { wInput, bInput, wHidden, bHidden, w, b } = weights;
  return training(new SGD(Object.values(weights), { lr: problem.learningRate }), () => {
    let state = zeros([batch, hidden]);
    let cell = zeros([batch, hidden]);
    for (let t = 0; t < steps; t++) {
      const gates = dense(x.at(t), wInput, bInput).add(dense(state, wHidden, bHidden));
      const gate = (n: number): Tensor => gates.slice(1, n * hidden, (n + 1) * hidden);
      const candidate = gate(2).tanh();
      cell = gate(1).sigmoid().mul(cell).add(gate(0).sigmoid().mul(candidate));
      state = gate(3).sigmoid().mul(cell.tanh());
    }
    return mseLoss(dense(state, w, b), y);
  });
}

function layerNorm(x: Tensor, gain: Tensor, shift: Tensor, epsilon: number): Tensor {
  const centred = x.sub(x.mean(-1, true));
  const variance = centred.mul(centred).mean(-1, true);
  return centred.div(variance.add(epsilon).sqrt()).mul(gain).add(shift);
}

/** Attention, layer norm and the blocks around them from matmul, softmax and arithmetic. */
function trainText(): Running {
  const problem = text();
  const { batch, length, width, heads, vocabulary, epsilon } = problem;
  const rows = numbers(problem.x)
    .reshape([-1, 1])
    .expand([batch * length, width]);
  const y = numbers(problem.y).reshape([-1]);
  const weights = leaves(problem.weights);
  const blocks = problem.blocks.map((block) => leaves<keyof BlockWeights>({ ...block }));
  const { characters, positions, gain, shift, w, b } = weights;
  const future = tensor(Array.from({ length }, (_, i) => Array.from({ length }, (_, j) => (j > i ? -Infinity : 0))));

  const attention = (x: Tensor, { wQkv, bQkv, wOut, bOut }: Record<keyof BlockWeights, Tensor>): Tensor => {
    const all = dense(x, wQkv, bQkv);
    const part = (n: number): Tensor =>
      all
        .slice(-1, n * width, (n + 1) * width)
        .reshape([batch, length, heads, width / heads])
        .transpose(1, 2);
    const [q, k, v] = [part(0), part(1), part(2)];
    const scores = q
      .matmul(k.transpose(-2, -1))
      .div(Math.sqrt(width / heads))
      .add(future);
    const mixed = scores.softmax(-1).matmul(v);
    return dense(mixed.transpose(1, 2).reshape([batch, length, width]), wOut, bOut);
  };

  const params = [...Object.values(weights), ...blocks.flatMap((block) => Object.values(block))];
  return training(new Adam(params, { lr: problem.learningRate }), () => {
    let stream = characters.gather(0, rows).reshape([batch, length, width]).add(positions);
    for (const block of blocks) {
      stream = stream.add(attention(layerNorm(stream, block.gain1, block.shift1, epsilon), block));
      const normed = layerNorm(stream, block.gain2, block.shift2, epsilon);
      stream = stream.add(dense(dense(normed, block.wUp, block.bUp).gelu(), block.wDown, block.bDown));
    }
    const logits = dense(layerNorm(stream, gain, shift, epsilon), w, b);
    return crossEntropy(logits.reshape([batch * length, vocabulary]), y);
  });
}

export const contestant: Contestant = {
  name: 'risotto-composed',
  workloads: { W4: trainSequences, W5: trainText },
};
