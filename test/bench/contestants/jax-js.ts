import { defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
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
  type Classes,
  type Numbers,
} from '../problems.ts';

// The rule of this library: whoever is handed an array uses it up; `x.ref` keeps one for later.
type Arrays<Name extends string = string> = Record<Name, np.Array>;

const numbers = ({ data, shape }: Numbers): np.Array => np.array(data.slice()).reshape([...shape]);
const whole = ({ data, shape }: Classes): np.Array => np.array(data.slice(), { dtype: np.int32 }).reshape([...shape]);
const oneHot = (classes: Classes, count: number): np.Array => nn.oneHot(whole(classes).reshape([-1]), count);

function all<Name extends string>(weights: Readonly<Record<Name, Numbers>>): Arrays<Name> {
  return Object.fromEntries(
    Object.entries<Numbers>(weights).map(([name, weight]) => [name, numbers(weight)]),
  ) as Arrays<Name>;
}

type Loss<Params> = (params: Params, x: np.Array, y: np.Array) => np.Array;
type Update<Params, State> = (params: Params, grads: Params, state: State) => [Params, State];

/** One compiled function per step: loss, gradients and new weights. */
function training<Params, State>(
  start: Params,
  state: State,
  update: Update<Params, State>,
  x: np.Array,
  y: np.Array,
  loss: Loss<Params>,
): Running {
  const step = jit(((params: Params, state: State, x: np.Array, y: np.Array) => {
    const lossAndGrads = valueAndGrad(loss as never) as unknown as (...args: unknown[]) => [np.Array, Params];
    const [value, grads] = lossAndGrads(tree.ref(params as never), x, y);
    return [value, ...update(params, grads, state)];
  }) as never) as unknown as (...args: unknown[]) => [np.Array, Params, State];
  let params = start;
  let memory = state;
  return {
    step() {
      const [value, nextParams, nextState] = step(params, memory, x.ref, y.ref);
      params = nextParams;
      memory = nextState;
      return value.item();
    },
  };
}

const sgd =
  <Params>(learningRate: number): Update<Params, np.Array[]> =>
  (params, grads, state) => [
    tree.map((...[p, g]: np.Array[]) => p!.sub(g!.mul(learningRate)), params as never, grads as never) as Params,
    state,
  ];

interface Moments {
  readonly m: np.Array[];
  readonly v: np.Array[];
  readonly powers: np.Array[];
}

function freshMoments(params: unknown): Moments {
  const zeros = (): np.Array[] => tree.leaves<np.Array>(params as never).map((p) => np.zeros(p.shape));
  return { m: zeros(), v: zeros(), powers: [np.ones([]), np.ones([])] };
}

const adam =
  <Params>(learningRate: number): Update<Params, Moments> =>
  (params, grads, state) => {
    const [leaves, shape] = tree.flatten<np.Array>(params as never);
    const gradients = tree.leaves<np.Array>(grads as never);
    const m = state.m.map((old, i) => old.mul(0.9).add(gradients[i]!.ref.mul(0.1)));
    const v = state.v.map((old, i) => old.mul(0.999).add(np.square(gradients[i]!).mul(0.001)));
    const powers = [state.powers[0]!.mul(0.9), state.powers[1]!.mul(0.999)] as const;
    const [bias1, bias2] = powers.map((power) => power.ref.mul(-1).add(1)) as [np.Array, np.Array];
    const moved = leaves.map((param, i) => {
      const scale = np.sqrt(v[i]!.ref.div(bias2.ref)).add(1e-8);
      return param.sub(m[i]!.ref.div(bias1.ref).div(scale).mul(learningRate));
    });
    bias1.dispose();
    bias2.dispose();
    return [tree.unflatten(shape, moved) as Params, { m, v, powers: [...powers] }];
  };

const dense = (x: np.Array, w: np.Array, b: np.Array): np.Array => np.matmul(x, w).add(b);
const meanSquare = (output: np.Array, target: np.Array): np.Array => np.square(output.sub(target)).mean();
const crossEntropy = (logits: np.Array, target: np.Array): np.Array =>
  nn.logSoftmax(logits, -1).mul(target).sum(-1).mean().mul(-1);

function trainDigits(): Running {
  const problem = digits();
  type Params = Arrays<keyof typeof problem.weights>;
  const loss: Loss<Params> = ({ w1, b1, w2, b2 }, x, y) => crossEntropy(dense(nn.relu(dense(x, w1, b1)), w2, b2), y);
  const update = sgd<Params>(problem.learningRate);
  return training(all(problem.weights), [], update, numbers(problem.x), oneHot(problem.y, 10), loss);
}

function trainCurve(): Running {
  const problem = curve();
  type Params = Arrays<keyof typeof problem.weights>;
  const loss: Loss<Params> = ({ w1, b1, w2, b2, w3, b3 }, x, y) =>
    meanSquare(dense(np.tanh(dense(np.tanh(dense(x, w1, b1)), w2, b2)), w3, b3), y);
  const params = all(problem.weights);
  const update = adam<Params>(problem.learningRate);
  return training(params, freshMoments(params), update, numbers(problem.x), numbers(problem.y), loss);
}

function trainImages(): Running {
  const problem = images();
  type Params = Arrays<keyof typeof problem.weights>;
  const stage = (x: np.Array, kernel: np.Array, bias: np.Array): np.Array => {
    const padding: [number, number][] = [
      [1, 1],
      [1, 1],
    ];
    const convolved = nn.relu(lax.conv(x, kernel, [1, 1], padding).add(bias.reshape([-1, 1, 1])));
    const [n, channels, height, width] = convolved.shape as [number, number, number, number];
    return np.max(convolved.reshape([n, channels, height / 2, 2, width / 2, 2]), [3, 5]);
  };
  const loss: Loss<Params> = ({ conv1, b1, conv2, b2, w, b }, x, y) =>
    crossEntropy(dense(stage(stage(x, conv1, b1), conv2, b2).reshape([16, 784]), w, b), y);
  const update = sgd<Params>(problem.learningRate);
  return training(all(problem.weights), [], update, numbers(problem.x), oneHot(problem.y, 10), loss);
}

function trainSequences(): Running {
  const problem = sequences();
  const { steps, batch, hidden } = problem;
  type Params = Arrays<keyof typeof problem.weights>;
  const loss: Loss<Params> = ({ wInput, bInput, wHidden, bHidden, w, b }, x, y) => {
    const fromInputs = dense(x.reshape([steps * batch, -1]), wInput, bInput).reshape([steps, batch, 4 * hidden]);
    let state = np.zeros([batch, hidden]);
    let cell = np.zeros([batch, hidden]);
    for (let t = 0; t < steps; t++) {
      const gates = fromInputs.ref.slice(t).add(dense(state, wHidden.ref, bHidden.ref));
      const [i, f, g, o] = np.split(gates, 4, 1) as [np.Array, np.Array, np.Array, np.Array];
      cell = nn
        .sigmoid(f)
        .mul(cell)
        .add(nn.sigmoid(i).mul(np.tanh(g)));
      state = nn.sigmoid(o).mul(np.tanh(cell.ref));
    }
    for (const left of [fromInputs, wHidden, bHidden, cell]) left.dispose();
    return meanSquare(dense(state, w, b), y);
  };
  const update = sgd<Params>(problem.learningRate);
  return training(all(problem.weights), [], update, numbers(problem.x), numbers(problem.y), loss);
}

function layerNorm(x: np.Array, gain: np.Array, shift: np.Array, epsilon: number): np.Array {
  return nn.standardize(x, -1, { epsilon }).mul(gain).add(shift);
}

function trainText(): Running {
  const problem = text();
  const { batch, length, width, heads, vocabulary, epsilon } = problem;
  const params = {
    ...all(problem.weights),
    blocks: problem.blocks.map((block) => all<keyof BlockWeights>({ ...block })),
  };
  type Params = typeof params;
  const attention = (x: np.Array, { wQkv, bQkv, wOut, bOut }: Arrays<keyof BlockWeights>): np.Array => {
    const [q, k, v] = np
      .split(dense(x, wQkv, bQkv), 3, -1)
      .map((part) => part.reshape([batch, length, heads, width / heads])) as [np.Array, np.Array, np.Array];
    const mixed = nn.dotProductAttention(q, k, v, { isCausal: true });
    return dense(mixed.reshape([batch, length, width]), wOut, bOut);
  };
  const loss: Loss<Params> = ({ characters, positions, gain, shift, w, b, blocks }, x, y) => {
    let stream = np.matmul(x, characters).reshape([batch, length, width]).add(positions);
    for (const block of blocks) {
      stream = stream.ref.add(attention(layerNorm(stream, block.gain1, block.shift1, epsilon), block));
      const normed = layerNorm(stream.ref, block.gain2, block.shift2, epsilon);
      const up = nn.gelu(dense(normed, block.wUp, block.bUp), { approximate: false });
      stream = stream.add(dense(up, block.wDown, block.bDown));
    }
    const logits = dense(layerNorm(stream, gain, shift, epsilon), w, b);
    return crossEntropy(logits.reshape([batch * length, vocabulary]), y);
  };
  // Rows of the table by a product with one-hot rows; its `take` is no faster here.
  const [x, y] = [oneHot(problem.x, vocabulary), oneHot(problem.y, vocabulary)];
  return training(params, freshMoments(params), adam<Params>(problem.learningRate), x, y, loss);
}

/** Compiled, which is quicker here too; reads a number each time, as nothing is computed before something is read. */
function repeating(
  pair: { a: Numbers; b: Numbers },
  compute: (a: np.Array, b: np.Array) => np.Array,
  read: (result: np.Array) => number,
): Running {
  const [a, b] = [numbers(pair.a), numbers(pair.b)];
  const compiled = jit(compute);
  return { step: () => read(compiled(a.ref, b.ref)) };
}

/** Read whole: beside its work a product is small, and a slice would take longer than the smallest of them. */
const product = (size: number) => (): Running =>
  repeating(
    matrices(size),
    (a, b) => np.matmul(a, b),
    (result) => result.dataSync()[0]!,
  );

const elementwise = (compute: (a: np.Array, b: np.Array) => np.Array) => (): Running =>
  repeating(arrays(), compute, (result) => result.slice(0, 0).item());

export const contestant: Contestant = {
  name: 'jax-js',
  ready: async () => {
    await init('wasm');
    defaultDevice('wasm');
  },
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
    'W7-add': elementwise((a, b) => np.add(a, b)),
    'W7-mul': elementwise((a, b) => np.multiply(a, b)),
    'W7-exp': elementwise((a, b) => {
      b.dispose();
      return np.exp(a);
    }),
  },
};
