import { torch } from 'js-pytorch';
import type { Contestant, Running } from '../contestant.ts';
import { arrays, curve, digits, matrices, text, type BlockWeights, type Numbers } from '../problems.ts';

type Tensor = InstanceType<typeof torch.Tensor>;
type Nested = number | Nested[];

/** Rows of rows of numbers, which is how this library keeps them. */
function nested(data: ArrayLike<number>, shape: readonly number[]): Nested[] {
  let level: Nested[] = Array.from(data);
  for (const size of shape.slice(1).reverse()) {
    level = Array.from({ length: level.length / size }, (_, i) => level.slice(i * size, (i + 1) * size));
  }
  return level;
}

const numbers = (
  { data, shape }: { data: ArrayLike<number>; shape: readonly number[] },
  requiresGrad = false,
): Tensor => torch.tensor(nested(data, shape), requiresGrad);

function leaves<Name extends string>(weights: Readonly<Record<Name, Numbers>>): Record<Name, Tensor> {
  return Object.fromEntries(
    Object.entries<Numbers>(weights).map(([name, weight]) => [name, numbers(weight, true)]),
  ) as Record<Name, Tensor>;
}

interface Optimizer {
  step(): void;
  zero_grad(): void;
}

/** The library has no SGD. */
function sgd(params: readonly Tensor[], learningRate: number): Optimizer {
  return {
    step() {
      for (const param of params) param._data = param.sub(param._grad.mul(learningRate))._data;
    },
    zero_grad() {
      for (const param of params) param.zero_grad();
    },
  };
}

function training(optimizer: Optimizer, compute: () => Tensor): Running {
  return {
    step() {
      const loss = compute();
      loss.backward();
      optimizer.step();
      optimizer.zero_grad();
      const [value] = [loss.data].flat(Infinity);
      loss.zero_grad_graph();
      return value as number;
    },
  };
}

const dense = (x: Tensor, w: Tensor, b: Tensor): Tensor => x.matmul(w).add(b);

/** The library has no tanh. */
function tanh(x: Tensor): Tensor {
  const power = x.mul(2).exp();
  return power.sub(1).div(power.add(1));
}

function trainDigits(): Running {
  const { x: pictures, y: classes, weights, learningRate } = digits();
  const [x, y] = [numbers(pictures), numbers(classes)];
  const { w1, b1, w2, b2 } = leaves(weights);
  const relu = new torch.nn.ReLU();
  const crossEntropy = new torch.nn.CrossEntropyLoss();
  return training(sgd([w1, b1, w2, b2], learningRate), () =>
    crossEntropy.forward(dense(relu.forward(dense(x, w1, b1)), w2, b2), y),
  );
}

function trainCurve(): Running {
  const { x: points, y: targets, weights, learningRate } = curve();
  const [x, y] = [numbers(points), numbers(targets)];
  const { w1, b1, w2, b2, w3, b3 } = leaves(weights);
  const mse = new torch.nn.MSELoss();
  const adam = new torch.optim.Adam([w1, b1, w2, b2, w3, b3], learningRate, 0, [0.9, 0.999], 1e-8);
  return training(adam, () => mse.forward(dense(tanh(dense(tanh(dense(x, w1, b1)), w2, b2)), w3, b3), y));
}

/** Its own block: hidden width 2 × 64 and relu, where the others have 4 × 64 and GELU; weights cut to fit. */
function trainText(): Running {
  const { width, heads, length, vocabulary, x: characters, y: targets, weights, blocks, learningRate } = text();
  const [x, y] = [numbers(characters), numbers(targets)];
  const table = new torch.nn.Embedding(vocabulary, width);
  const places = new torch.nn.PositionalEmbedding(length, width);
  const layers = blocks.map((block) => filledBlock(block, width, heads, length));
  const norm = new torch.nn.LayerNorm(width);
  const head = new torch.nn.Linear(width, vocabulary);
  table.E = numbers(weights.characters, true);
  places.E = numbers(weights.positions, true);
  head.W = numbers(weights.w, true);
  head.b = numbers(weights.b, true);
  const params = [table, places, ...layers, norm, head].flatMap((part) => part.parameters());
  const crossEntropy = new torch.nn.CrossEntropyLoss();
  return training(new torch.optim.Adam(params, learningRate, 0, [0.9, 0.999], 1e-8), () => {
    let stream = table.forward(x).add(places.forward(x));
    for (const layer of layers) stream = layer.forward(stream);
    return crossEntropy.forward(head.forward(norm.forward(stream)), y);
  });
}

function filledBlock(weights: BlockWeights, width: number, heads: number, length: number) {
  const block = new torch.nn.Block(width, width, heads, length);
  const columns = ({ data, shape }: Numbers, from: number, to: number): Tensor => {
    const wide = shape.at(-1)!;
    const kept = data.filter((_, i) => i % wide >= from && i % wide < to);
    return numbers({ data: kept, shape: [...shape.slice(0, -1), to - from] }, true);
  };
  const { wQkv, bQkv } = weights;
  [block.att.Wq, block.att.Wk, block.att.Wv].forEach((linear, i) => {
    linear.W = columns(wQkv, i * width, (i + 1) * width);
    linear.b = columns(bQkv, i * width, (i + 1) * width);
  });
  block.att.residual_proj.W = numbers(weights.wOut, true);
  block.att.residual_proj.b = numbers(weights.bOut, true);
  block.fcc.l1.W = columns(weights.wUp, 0, 2 * width);
  block.fcc.l1.b = columns(weights.bUp, 0, 2 * width);
  block.fcc.l2.W = numbers({ data: weights.wDown.data.slice(0, 2 * width * width), shape: [2 * width, width] }, true);
  block.fcc.l2.b = numbers(weights.bDown, true);
  return block;
}

function repeating(pair: { a: Numbers; b: Numbers }, compute: (a: Tensor, b: Tensor) => Tensor): Running {
  const [a, b] = [numbers(pair.a), numbers(pair.b)];
  return { step: () => compute(a, b)._data[0][0] as number };
}

const product = (size: number) => (): Running => repeating(matrices(size), (a, b) => a.matmul(b));

export const contestant: Contestant = {
  name: 'js-pytorch',
  workloads: {
    W1: trainDigits,
    W2: trainCurve,
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
  cannot: {
    W3: 'it has no convolution',
    W4: 'it has no tanh, no sigmoid and no way to split a tensor',
  },
  differs: {
    W2: 'its mean squared error divides by the batch twice, and its Adam has no bias correction',
    W5: 'its block has relu, half the hidden width, no epsilon, scores divided by the square of what they should be, and that Adam',
  },
};
