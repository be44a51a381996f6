import { Generator, rand, randint, randn, randperm, type Tensor } from '../../../engine/index.ts';

/** A 32-bit fingerprint of every bit of a tensor's numbers (FNV-1a). */
function fingerprint(x: Tensor): number {
  const { data } = x.contiguous().storage;
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** What only + − × ÷ and √ lead to, and so must be the same to the last bit wherever JavaScript runs. */
export function exactNumbers(): Record<string, number> {
  const generator = new Generator(2024);
  const numbers: Record<string, number> = {};
  for (const dtype of ['float32', 'float64'] as const) {
    const options = { generator, dtype };
    const [a, b] = [randn([37, 53], options), randn([53, 29], options)];
    const leaf = a.detach().clone().requiresGrad_();
    leaf.matmul(b).relu().mul(0.5).sum().backward();
    const made: Record<string, Tensor> = {
      normal: a,
      uniform: rand([100], options),
      whole: randint(-5, 1000, [100], options),
      shuffled: randperm(50, options),
      product: a.matmul(b),
      'product of transposes': b.T.matmul(a.T),
      'small product': a
        .slice(0, 0, 3)
        .slice(1, 0, 5)
        .matmul(b.slice(0, 0, 5)),
      gradient: leaf.grad!,
      sum: a.sum(0),
      mean: a.mean(),
      variance: a.variance(1),
      quotient: a.div(b.mean()),
      root: a.mul(a).sqrt(),
      convolution: a.reshape(1, 1, 37, 53).conv2d(b.slice(1, 0, 9).slice(0, 0, 2).reshape(2, 1, 3, 3)),
    };
    for (const [name, tensor] of Object.entries(made)) numbers[`${name}, ${dtype}`] = fingerprint(tensor);
  }
  return numbers;
}
