import { ArgumentError, DtypeError, GradientError, ShapeError } from '../errors.ts';
import type { Node } from '../autograd/node.ts';
import { free } from '../memory/residency.ts';
import { contiguousStrides, countOf, formatShape, isContiguous, type Shape } from './shape.ts';
import { formatTensor } from './format.ts';
import { toNested, type NestedNumbers } from './nested.ts';
import { Storage, type Dtype, type FloatArray } from './storage.ts';

/** The gradient of a tensor, for the engine itself, which holds on to none: see {@link Tensor.zeroGrad}. */
export let readGrad: (tensor: Tensor) => Tensor | null;
/** Gives a tensor a gradient whose numbers nobody else holds. */
export let giveGrad: (tensor: Tensor, grad: Tensor) => void;

/**
 * Numbers arranged in rows, columns and further dimensions, which can remember how they were computed.
 *
 * Make one with {@link tensor}, {@link zeros}, {@link randn} and their neighbours. The class holds what a tensor *is*;
 * what can be done with it is added by the files in `engine/ops`.
 *
 * @see https://pytorch.org/docs/stable/tensors.html
 */
export class Tensor {
  /** The numbers themselves, shared by all views of this tensor. */
  readonly storage: Storage;
  /** The size of each dimension: `[2, 3]` is 2 rows of 3. */
  readonly shape: Shape;
  /** How many numbers to step over in the storage to move by one along each dimension. */
  readonly strides: Shape;
  /** Where in the storage this tensor begins. */
  readonly offset: number;
  /** How many numbers there are in all (PyTorch: `numel()`). */
  readonly size: number;
  /** The operation that made this tensor, or null for a leaf: a tensor nobody computed. Set by the engine. */
  gradFn: Node | null = null;
  /** Whether `backward()` keeps the gradient here although this is no leaf; see {@link Tensor.retainGrad}. */
  retainsGrad = false;
  /** Whether the numbers lie in the storage one after another, in row-major order. */
  readonly contiguousInStorage: boolean;
  #leafRequiresGrad = false;
  #grad: Tensor | null = null;
  /** Whether the gradient has been handed out: then someone may hold it for longer than this tensor does. */
  #gradIsShared = false;

  static {
    readGrad = (tensor) => tensor.#grad;
    giveGrad = (tensor, grad) => {
      tensor.#grad = grad;
      tensor.#gradIsShared = false;
    };
  }

  constructor(storage: Storage, shape: Shape, strides?: Shape, offset = 0) {
    this.storage = storage;
    this.shape = shape;
    this.strides = strides ?? contiguousStrides(shape);
    this.offset = offset;
    this.size = countOf(shape);
    this.contiguousInStorage = strides === undefined || isContiguous(shape, strides);
  }

  /** The gradient collected by `backward()`, of the same shape as this tensor; null before that. */
  get grad(): Tensor | null {
    this.#gradIsShared = true;
    return this.#grad;
  }

  set grad(grad: Tensor | null) {
    this.#grad = grad;
    this.#gradIsShared = true;
  }

  /** The number of dimensions: 0 for a single number, 1 for a vector, 2 for a matrix. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The format of the numbers: `'float32'` or `'float64'`. */
  get dtype(): Dtype {
    return this.storage.dtype;
  }

  /** Whether what is computed from this tensor is recorded for `backward()`. */
  get requiresGrad(): boolean {
    return this.gradFn !== null || this.#leafRequiresGrad;
  }

  /** Whether this tensor was given rather than computed; `backward()` fills `.grad` of leaves. */
  get isLeaf(): boolean {
    return this.gradFn === null;
  }

  /** Whether the numbers lie in the storage one after another, in row-major order. */
  isContiguous(): boolean {
    return this.contiguousInStorage;
  }

  /**
   * The one number this tensor holds.
   *
   * Shape: any shape with exactly one element → a plain number.
   * @throws ShapeError if there is not exactly one element.
   */
  item(): number {
    if (this.size !== 1) {
      throw new ShapeError(
        `item: got the shape ${formatShape(this.shape)} with ${this.size} elements; expected exactly one. ` +
          `Use toArray() for all of them, or sum() or mean() to make one.`,
      );
    }
    return this.storage.data[this.offset]!;
  }

  /**
   * The numbers as nested arrays, copied (PyTorch: `tolist()`).
   *
   * Shape: `[]` → a number, `[n]` → a list of n numbers, `[n, m]` → n lists of m numbers, and so on.
   */
  toArray(): NestedNumbers {
    return toNested(this);
  }

  /** The tensor as text, as PyTorch would print it: `tensor([[1.0000, 2.0000]])`. */
  toString(): string {
    return formatTensor(this);
  }

  /**
   * The same numbers, cut off from the graph: a view that shares storage and asks for no gradient.
   *
   * Grad: none flows through.
   * @see https://pytorch.org/docs/stable/generated/torch.Tensor.detach.html
   */
  detach(): Tensor {
    return new Tensor(this.storage, this.shape, this.strides, this.offset);
  }

  /**
   * Says whether operations on this leaf are to be recorded; changes this tensor and returns it.
   *
   * @throws GradientError when switching it off on a tensor that was computed.
   */
  requiresGrad_(requiresGrad = true): this {
    if (!requiresGrad && this.gradFn !== null) {
      throw new GradientError(
        `requiresGrad_: got false on the result of "${this.gradFn.op}"; expected a leaf. Use detach() to cut it off from its graph.`,
      );
    }
    this.#leafRequiresGrad = requiresGrad;
    return this;
  }

  /**
   * Asks `backward()` to keep the gradient of this computed tensor in `.grad` too; leaves keep theirs anyway.
   *
   * @throws GradientError if this tensor asks for no gradient.
   */
  retainGrad(): void {
    if (!this.requiresGrad) {
      throw new GradientError(
        'retainGrad: got a tensor that asks for no gradient; call requiresGrad_() on the leaf it comes from first.',
      );
    }
    this.retainsGrad = !this.isLeaf;
  }

  /** Forgets the gradient collected so far, as an optimizer's `zeroGrad()` does for all its parameters. */
  zeroGrad(): void {
    if (this.#grad !== null && !this.#gradIsShared) free(this.#grad.storage);
    this.#grad = null;
  }

  /** Refuses `a + b` and its kin, which JavaScript would otherwise turn into text or NaN without a word. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return this.toString();
    throw new ArgumentError(
      'JavaScript has no + − * / or < for tensors. Write a.add(b), a.sub(b), a.mul(b), a.div(b), or item() for the plain number.',
    );
  }
}

/** Wraps freshly computed numbers, in row-major order, as a tensor. */
export function fromData(data: FloatArray, shape: Shape): Tensor {
  return new Tensor(new Storage(data instanceof Float32Array ? 'float32' : 'float64', data.length, data), shape);
}

/** Lets operations say clearly that they were handed something else. */
export function expectTensor(value: unknown, caller: string): asserts value is Tensor {
  if (value instanceof Tensor) return;
  const got = Array.isArray(value) ? 'a plain array' : value === null ? 'null' : `a ${typeof value}`;
  throw new DtypeError(`${caller}: got ${got}; expected a tensor. Wrap numbers with tensor(…) first.`);
}

// Node's console and the runner's both ask for this symbol; without it a tensor prints as its private parts.
Object.defineProperty(Tensor.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value(this: Tensor): string {
    return this.toString();
  },
});
