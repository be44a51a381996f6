import type { WasmNetworkKernels } from './wasm-network-kernels.ts';

// Signatures of the compiled kernels. Pointers are byte addresses, multiples of 4 and better of 16; counts and strides
// are in numbers; all numbers are float32. `out` may be one of the inputs, but must not overlap one otherwise.

type Pair = (n: number, out: number, a: number, b: number) => void;
type PairWithNumber = (n: number, out: number, a: number, s: number) => void;
type MatrixWithVector = (rows: number, cols: number, out: number, a: number, vector: number) => void;
type Unary = (n: number, out: number, x: number) => void;
type UnaryBackward = (n: number, gradInput: number, gradOutput: number, saved: number) => void;
type Rows = (rows: number, cols: number, out: number, x: number) => void;
type RowsBackward = (rows: number, cols: number, gradInput: number, gradOutput: number, y: number) => void;

type Four = [number, number, number, number];

type ElementwiseName = 'add' | 'sub' | 'mul' | 'div';
type UnaryName = 'neg' | 'exp' | 'log' | 'sqrt' | 'abs' | 'tanh' | 'sigmoid' | 'relu' | 'softplus' | 'square';
/** `tanh`, `sigmoid`, `sqrt` and `relu` take y as `saved`, the others x; exp is a `mul` and log a `div`. */
type UnaryBackwardName = `${'sqrt' | 'abs' | 'tanh' | 'sigmoid' | 'relu' | 'softplus' | 'square'}Backward`;

export interface WasmKernels
  extends
    WasmNetworkKernels,
    Readonly<Record<ElementwiseName | 'maximum' | 'minimum', Pair>>,
    /** `rsub` is s − a, `rdiv` is s / a. */
    Readonly<Record<`${ElementwiseName | 'rsub' | 'rdiv'}Scalar`, PairWithNumber>>,
    /** A row joins every row of the matrix; a column has one number for each row. */
    Readonly<Record<`${ElementwiseName}${'Row' | 'Column'}`, MatrixWithVector>>,
    Readonly<Record<UnaryName, Unary>>,
    Readonly<Record<UnaryBackwardName, UnaryBackward>>,
    /** Over the last dimension; each row on its own. */
    Readonly<Record<'softmax' | 'logSoftmax', Rows>>,
    Readonly<Record<'softmaxBackward' | 'logSoftmaxBackward', RowsBackward>> {
  readonly fill: (n: number, out: number, s: number) => void;
  readonly copyStrided: (n: number, out: number, outStride: number, x: number, xStride: number) => void;
  /** A block of four dimensions, innermost last; it must not overlap its copy. */
  readonly copyBlock: (
    ...args: [...sizes: Four, out: number, ...outStrides: Four, x: number, ...xStrides: Four]
  ) => void;
  /** out[cols, rows] from x[rows, cols]; never in place. */
  readonly transpose2d: Rows;

  /** Running sums of `sum`, `sumRows` and `dot` are float64. */
  readonly sum: (n: number, x: number) => number;
  /** A contiguous tensor seen as [outer, count, inner], without the middle; never in place. */
  readonly sumRows: (outer: number, count: number, inner: number, out: number, x: number) => void;
  readonly dot: (n: number, a: number, b: number) => number;

  /** out[m, n] = a[m, k] · b[k, n], or added to it if `accumulate` is 1; `out` is contiguous, the others are not asked to be. */
  readonly matmul: (
    m: number,
    k: number,
    n: number,
    out: number,
    a: number,
    aRowStride: number,
    aColStride: number,
    b: number,
    bRowStride: number,
    bColStride: number,
    accumulate: number,
  ) => void;
  /** `batch` products, one after another in `out`; a batch stride of 0 uses the same matrix for all. */
  readonly batchedMatmul: (
    batch: number,
    m: number,
    k: number,
    n: number,
    out: number,
    a: number,
    aBatchStride: number,
    aRowStride: number,
    aColStride: number,
    b: number,
    bBatchStride: number,
    bRowStride: number,
    bColStride: number,
    accumulate: number,
  ) => void;

  /** p −= lr · g. */
  readonly sgdStep: (n: number, p: number, g: number, lr: number) => void;
  /** PyTorch's first step takes the gradient undamped: give zeros for `v` and 0 for `dampening` then. */
  readonly sgdMomentumStep: (
    n: number,
    p: number,
    g: number,
    v: number,
    lr: number,
    momentum: number,
    dampening: number,
    weightDecay: number,
    nesterov: number,
  ) => void;
  /** Adam, or AdamW if `decoupled` is 1; the corrections are 1 − β₁ᵗ and 1 − β₂ᵗ. */
  readonly adamStep: (
    n: number,
    p: number,
    g: number,
    m: number,
    v: number,
    lr: number,
    beta1: number,
    beta2: number,
    eps: number,
    weightDecay: number,
    decoupled: number,
    correction1: number,
    correction2: number,
  ) => void;
}
