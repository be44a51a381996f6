import {
  Adam,
  crossEntropy,
  Embedding,
  Generator,
  LayerNorm,
  Linear,
  LSTM,
  mseLoss,
  noGrad,
  SGD,
  TransformerEncoderLayer,
  type Tensor,
} from 'risotto';
import type { Contestant, Running } from '../contestant.ts';
import {
  arrays,
  curve,
  digits,
  images,
  matrices,
  sequences,
  text,
  type BlockWeights,
  type Numbers,
} from '../problems.ts';
import { leaves, numbers, training } from './risotto-training.ts';

function trainDigits(): Running {
  const problem = digits();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const { w1, b1, w2, b2 } = leaves(problem.weights);
  return training(new SGD([w1, b1, w2, b2], { lr: problem.learningRate }), () =>
    crossEntropy(x.matmul(w1).add(b1).relu().matmul(w2).add(b2), y),
  );
}

function trainCurve(): Running {
  const problem = curve();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const { w1, b1, w2, b2, w3, b3 } = leaves(problem.weights);
  return training(new Adam([w1, b1, w2, b2, w3, b3], { lr: problem.learningRate }), () => {
    const hidden = x.matmul(w1).add(b1).tanh().matmul(w2).add(b2).tanh();
    return mseLoss(hidden.matmul(w3).add(b3), y);
  });
}

function trainImages(): Running {
  const problem = images();
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const weights = leaves(problem.weights);
  const { conv1, b1, conv2, b2, w, b } = weights;
  return training(new SGD(Object.values(weights), { lr: problem.learningRate }), () => {
    const first = x.conv2d(conv1, b1, { padding: 1 }).relu().maxPool2d(2);
    const second = first.conv2d(conv2, b2, { padding: 1 }).relu().maxPool2d(2);
    return crossEntropy(second.reshape(-1, 784).matmul(w).add(b), y);
  });
}

function trainSequences(): Running {
  const problem = sequences();
  const { weights } = problem;
  const [x, y] = [numbers(problem.x), numbers(problem.y)];
  const lstm = new LSTM(problem.inputs, problem.hidden, random);
  const head = new Linear(problem.hidden, 1, random);
  fill(lstm['weightIhL0'], numbers(weights.wInput).T);
  fill(lstm['weightHhL0'], numbers(weights.wHidden).T);
  fill(lstm['biasIhL0'], numbers(weights.bInput));
  fill(lstm['biasHhL0'], numbers(weights.bHidden));
  fillLinear(head, weights.w, weights.b);
  const optimizer = new SGD([...lstm.parameters(), ...head.parameters()], { lr: problem.learningRate });
  return training(optimizer, () => mseLoss(head.forward(lstm.forward(x)[0].at(-1)), y));
}

function trainText(): Running {
  const problem = text();
  const { batch, length, width, heads, vocabulary, weights } = problem;
  const [x, y] = [numbers(problem.x), numbers(problem.y).reshape(-1)];
  const characters = new Embedding(vocabulary, width, random);
  const positions = leaves({ positions: weights.positions }).positions;
  const blocks = problem.blocks.map((block) => filledBlock(block, width, heads));
  const norm = new LayerNorm(width);
  const head = new Linear(width, vocabulary, random);
  fill(characters.weight, numbers(weights.characters));
  fillLinear(head, weights.w, weights.b);
  const modules = [characters, ...blocks, norm, head];
  const params = [positions, ...modules.flatMap((module) => [...module.parameters()])];
  return training(new Adam(params, { lr: problem.learningRate }), () => {
    let stream = characters.forward(x).add(positions);
    for (const block of blocks) stream = block.forward(stream, { isCausal: true });
    return crossEntropy(head.forward(norm.forward(stream)).reshape(batch * length, vocabulary), y);
  });
}

function filledBlock(weights: BlockWeights, width: number, heads: number): TransformerEncoderLayer {
  const shape = { dimFeedforward: 4 * width, activation: 'gelu', normFirst: true, batchFirst: true } as const;
  const block = new TransformerEncoderLayer(width, heads, { ...shape, dropout: 0, ...random });
  fill(block.selfAttn.inProjWeight, numbers(weights.wQkv).T);
  fill(block.selfAttn.inProjBias, numbers(weights.bQkv));
  fillLinear(block.selfAttn.outProj, weights.wOut, weights.bOut);
  fillLinear(block.linear1, weights.wUp, weights.bUp);
  fillLinear(block.linear2, weights.wDown, weights.bDown);
  return block;
}

// Drawn and then replaced by the weights all contestants start from.
const random = { generator: new Generator(0) };

function fill(parameter: Tensor | null | undefined, values: Tensor): void {
  noGrad(() => parameter!.copy_(values));
}

function fillLinear(linear: Linear, weight: Numbers, bias: Numbers): void {
  fill(linear.weight, numbers(weight).T);
  fill(linear.bias, numbers(bias));
}

function repeating(pair: { a: Numbers; b: Numbers }, compute: (a: Tensor, b: Tensor) => Tensor): Running {
  const [a, b] = [numbers(pair.a), numbers(pair.b)];
  return { step: () => compute(a, b).at(0, 0).item() };
}

const product = (size: number) => (): Running => repeating(matrices(size), (a, b) => a.matmul(b));

export const contestant: Contestant = {
  name: 'risotto',
  workloads: {
    W1: trainDigits,
    W2: trainCurve,
    W3: trainImages,
    W4: trainSequences,
    W5: trainText,
    'W6-64': product(64),
    'W6-128': product(128),
    'W6-256': product(256),
    'W6-512': product(512),
    'W6-1024': product(1024),
    'W7-add': () => repeating(arrays(), (a, b) => a.add(b)),
    'W7-mul': () => repeating(arrays(), (a, b) => a.mul(b)),
    'W7-exp': () => repeating(arrays(), (a) => a.exp()),
  },
};
