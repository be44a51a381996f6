import { noGrad } from '../autograd/mode.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { expectGenerator, rand, randn, type RandomOptions } from '../tensor/random.ts';
import { countOf, formatShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

export { orthogonal_ } from './orthogonal.ts';

/** Where the numbers come from; always asked for. */
export type InitOptions = Pick<RandomOptions, 'generator'>;

/** What follows a layer, which decides how large its weights have to be. */
export type Nonlinearity = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu';

export interface XavierOptions extends InitOptions {
  /** A factor for all numbers: see {@link calculateGain}. */
  readonly gain?: number;
}

export interface KaimingOptions extends InitOptions {
  /** The slope below 0 of the leaky relu that follows; only for the nonlinearity `'leakyRelu'`. */
  readonly a?: number;
  /** Whether to keep the size of what goes forward (`'fanIn'`) or of the gradients that come back (`'fanOut'`). */
  readonly mode?: 'fanIn' | 'fanOut';
  /** `'leakyRelu'` unless said otherwise. */
  readonly nonlinearity?: Nonlinearity;
}

/**
 * Fills a tensor with random numbers spread evenly over [a, b), and returns it.
 *
 * Shape: unchanged.
 * @throws ArgumentError without a generator.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.uniform_
 */
export function uniform_(target: Tensor, a: number, b: number, options: InitOptions): Tensor {
  const generator = options?.generator;
  expectGenerator(generator, 'uniform_');
  return noGrad(() =>
    target.copy_(
      rand(target.shape, { generator, dtype: target.dtype })
        .mul(b - a)
        .add(a),
    ),
  );
}

/**
 * Fills a tensor with random numbers from the normal distribution, and returns it.
 *
 * Shape: unchanged.
 * @throws ArgumentError without a generator.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.normal_
 */
export function normal_(target: Tensor, mean: number, std: number, options: InitOptions): Tensor {
  const generator = options?.generator;
  expectGenerator(generator, 'normal_');
  return noGrad(() => target.copy_(randn(target.shape, { generator, dtype: target.dtype }).mul(std).add(mean)));
}

/**
 * Fills a tensor with one number, and returns it.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.constant_
 */
export function constant_(target: Tensor, value: number): Tensor {
  return noGrad(() => target.fill_(value));
}

/**
 * Fills a tensor with zeros, and returns it.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.zeros_
 */
export function zeros_(target: Tensor): Tensor {
  return constant_(target, 0);
}

/**
 * Fills a tensor with ones, and returns it.
 *
 * Shape: unchanged.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.ones_
 */
export function ones_(target: Tensor): Tensor {
  return constant_(target, 1);
}

/**
 * Spreads weights evenly over ±gain · √(6 / (fanIn + fanOut)), so that signals keep their size both ways; returns the tensor.
 *
 * Shape: `[out, in]` or `[out, in, …kernel]`, unchanged.
 * @throws ShapeError for fewer than two dimensions, ArgumentError without a generator.
 * @see Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010
 */
export function xavierUniform_(target: Tensor, options: XavierOptions): Tensor {
  const bound = Math.sqrt(3) * xavierStd(target, options, 'xavierUniform_');
  return uniform_(target, -bound, bound, options);
}

/**
 * Draws weights from the normal distribution with standard deviation gain · √(2 / (fanIn + fanOut)); returns the tensor.
 *
 * Shape: `[out, in]` or `[out, in, …kernel]`, unchanged.
 * @throws ShapeError for fewer than two dimensions, ArgumentError without a generator.
 * @see Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010
 */
export function xavierNormal_(target: Tensor, options: XavierOptions): Tensor {
  return normal_(target, 0, xavierStd(target, options, 'xavierNormal_'), options);
}

/**
 * Spreads weights evenly over ±gain · √(3 / fan), so that signals keep their size through the nonlinearity; returns the tensor.
 *
 * Shape: `[out, in]` or `[out, in, …kernel]`, unchanged.
 * @throws ShapeError for fewer than two dimensions, ArgumentError without a generator or for an unknown mode.
 * @see He et al., "Delving deep into rectifiers", ICCV 2015
 */
export function kaimingUniform_(target: Tensor, options: KaimingOptions): Tensor {
  const bound = Math.sqrt(3) * kaimingStd(target, options, 'kaimingUniform_');
  return uniform_(target, -bound, bound, options);
}

/**
 * Draws weights from the normal distribution with standard deviation gain / √fan; returns the tensor.
 *
 * Shape: `[out, in]` or `[out, in, …kernel]`, unchanged.
 * @throws ShapeError for fewer than two dimensions, ArgumentError without a generator or for an unknown mode.
 * @see He et al., "Delving deep into rectifiers", ICCV 2015
 */
export function kaimingNormal_(target: Tensor, options: KaimingOptions): Tensor {
  return normal_(target, 0, kaimingStd(target, options, 'kaimingNormal_'), options);
}

/**
 * The factor that makes up for what a nonlinearity takes from the size of a signal; `param` is the slope of a leaky relu below 0.
 *
 * @throws ArgumentError for an unknown nonlinearity.
 * @see https://pytorch.org/docs/stable/nn.init.html#torch.nn.init.calculate_gain
 */
export function calculateGain(nonlinearity: Nonlinearity, param = 0.01): number {
  if (nonlinearity === 'linear' || nonlinearity === 'sigmoid') return 1;
  if (nonlinearity === 'tanh') return 5 / 3;
  if (nonlinearity === 'relu') return Math.SQRT2;
  if (nonlinearity === 'leakyRelu') return Math.sqrt(2 / (1 + param * param));
  if (nonlinearity === 'selu') return 3 / 4;
  throw new ArgumentError(
    `calculateGain: got the nonlinearity ${String(nonlinearity)}; expected 'linear', 'sigmoid', 'tanh', 'relu', 'leakyRelu' or 'selu'.`,
  );
}

/** How many numbers go into one output of a weight, and how many outputs one input reaches. */
function fansOf(weight: Tensor, caller: string): { fanIn: number; fanOut: number } {
  if (weight.ndim < 2) {
    throw new ShapeError(
      `${caller}: got the shape ${formatShape(weight.shape)}; expected at least two dimensions, [out, in]. Use uniform_ or zeros_ for a bias.`,
    );
  }
  const kernel = countOf(weight.shape.slice(2));
  return { fanIn: weight.shape[1]! * kernel, fanOut: weight.shape[0]! * kernel };
}

function xavierStd(target: Tensor, options: XavierOptions, caller: string): number {
  expectGenerator(options?.generator, caller);
  const { gain = 1 } = options;
  const { fanIn, fanOut } = fansOf(target, caller);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

function kaimingStd(target: Tensor, options: KaimingOptions, caller: string): number {
  expectGenerator(options?.generator, caller);
  const { a = 0, mode = 'fanIn', nonlinearity = 'leakyRelu' } = options;
  const fans = fansOf(target, caller);
  if (mode !== 'fanIn' && mode !== 'fanOut') {
    throw new ArgumentError(`${caller}: got the mode ${String(mode)}; expected 'fanIn' or 'fanOut'.`);
  }
  return calculateGain(nonlinearity, a) / Math.sqrt(mode === 'fanIn' ? fans.fanIn : fans.fanOut);
}
