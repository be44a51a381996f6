// Signatures of the compiled kernels that serve networks. Pointers are byte addresses; one that may be absent is then 0.

type Activation = (n: number, out: number, x: number) => void;
type ActivationBackward = (n: number, gradInput: number, gradOutput: number, x: number) => void;

type Window = [
  kernelHeight: number,
  kernelWidth: number,
  strideY: number,
  strideX: number,
  paddingY: number,
  paddingX: number,
];
type Dilation = [dilationY: number, dilationX: number];
type OutSize = [outHeight: number, outWidth: number];
type Planes = [planes: number, height: number, width: number];
type Convolution = [
  batch: number,
  channels: number,
  height: number,
  width: number,
  outChannels: number,
  ...Window,
  ...Dilation,
  groups: number,
];

export interface WasmNetworkKernels
  extends
    /** `gelu` is the exact one, with erf. */
    Readonly<Record<'gelu' | 'geluTanh' | 'silu', Activation>>,
    Readonly<Record<'geluBackward' | 'geluTanhBackward' | 'siluBackward', ActivationBackward>> {
  readonly leakyRelu: (n: number, out: number, x: number, negativeSlope: number) => void;
  readonly leakyReluBackward: (
    n: number,
    gradInput: number,
    gradOutput: number,
    x: number,
    negativeSlope: number,
  ) => void;

  /** weight, bias, meanOut and rstdOut (1 / √(variance + eps)) may be absent. */
  readonly layerNorm: (
    rows: number,
    cols: number,
    out: number,
    x: number,
    weight: number,
    bias: number,
    eps: number,
    meanOut: number,
    rstdOut: number,
  ) => void;
  /** gradInput, gradWeight, gradBias and weight may be absent. */
  readonly layerNormBackward: (
    rows: number,
    cols: number,
    gradInput: number,
    gradWeight: number,
    gradBias: number,
    gradOutput: number,
    x: number,
    weight: number,
    mean: number,
    rstd: number,
  ) => void;

  /** Softmax over the first r + 1 numbers of row r, 0 beyond; r starts afresh every `queries` rows. */
  readonly causalSoftmax: (rows: number, cols: number, queries: number, out: number, x: number) => void;

  /** Classes are whole numbers as float32; one that is no column is ignored: loss 0, gradient 0. */
  readonly crossEntropyForward: (
    rows: number,
    cols: number,
    probabilitiesOut: number,
    losses: number,
    logits: number,
    classes: number,
  ) => void;
  readonly crossEntropyBackward: (
    rows: number,
    cols: number,
    gradInput: number,
    probabilities: number,
    classes: number,
    scale: number,
  ) => void;

  /**
   * From gates [n, 4h] (input, forget, cell, output, before their nonlinearities) and c [n, h] to `out` [n, 2h], h
   * beside c, and `saved` [n, 5h] for the gradient. Rows of c lie `cRowStride` apart; 0 stands for h.
   */
  readonly lstmCell: (
    n: number,
    h: number,
    out: number,
    gates: number,
    c: number,
    saved: number,
    cRowStride: number,
  ) => void;
  /** gradGates [n, 4h] and gradC [n, h] from gradOutput [n, 2h]. */
  readonly lstmCellBackward: (
    n: number,
    h: number,
    gradGates: number,
    gradC: number,
    gradOutput: number,
    c: number,
    saved: number,
    cRowStride: number,
  ) => void;

  /**
   * Pictures [batch, channels, height, width], weights [outChannels, channels / groups, kernelHeight, kernelWidth].
   * `workspace` has channels / groups · kernelHeight · kernelWidth · outHeight · outWidth numbers. bias may be absent.
   */
  readonly conv2dForward: (
    ...args: [...Convolution, out: number, x: number, weight: number, bias: number, workspace: number]
  ) => void;
  readonly conv2dBackwardInput: (
    ...args: [...Convolution, gradInput: number, gradOutput: number, weight: number, workspace: number]
  ) => void;
  readonly conv2dBackwardWeight: (
    ...args: [...Convolution, gradWeight: number, gradOutput: number, x: number, workspace: number]
  ) => void;

  /** `indices` are places in the plane, as float32. */
  readonly maxPool2dForward: (
    ...args: [...Planes, ...Window, ...Dilation, ...OutSize, out: number, indices: number, x: number]
  ) => void;
  /** Sizes are those of one plane. */
  readonly maxPool2dBackward: (
    planes: number,
    inputSize: number,
    outputSize: number,
    gradInput: number,
    gradOutput: number,
    indices: number,
  ) => void;
  /** Zeros of the padding count unless `countPadding` is 0. */
  readonly avgPool2dForward: (
    ...args: [...Planes, ...Window, ...OutSize, countPadding: number, out: number, x: number]
  ) => void;
  readonly avgPool2dBackward: (
    ...args: [...Planes, ...Window, ...OutSize, countPadding: number, gradInput: number, gradOutput: number]
  ) => void;

  /** Rows of weight [_, d], one for each of n indices, which are the caller's to check. */
  readonly embeddingGather: (n: number, d: number, out: number, weight: number, indices: number) => void;
  /** Adds to what is in gradWeight. */
  readonly embeddingScatterAdd: (n: number, d: number, gradWeight: number, gradOutput: number, indices: number) => void;
}
