// Tensors: what they are, and how to make them.
export { Tensor, tensor, zeros, ones, full, zerosLike, onesLike, arange, linspace, eye } from './tensor/index.ts';
export { randn, rand, randint, randperm, type RandomOptions, type TensorOptions } from './tensor/index.ts';
export type { NestedInput, NestedNumbers, Shape, Dtype } from './tensor/index.ts';
export { Generator } from './generator.ts';

// Operations. Most are methods of Tensor; these take several tensors of equal standing.
export { maximum, minimum, where, cat, stack, operations, type Operation } from './ops/index.ts';

// Gradients: recording, walking back, looking on, checking.
export { noGrad, tape, gradcheck, numericalGradient, type BackwardOptions, type Point } from './autograd/index.ts';
export type { GradcheckOptions, NumericalGradientOptions, Node, NodeHook } from './autograd/index.ts';
export { Value } from './value.ts';

// Networks: modules, layers, and how their weights start.
export { Module, Parameter, Buffer, Sequential, init, type Layer, type StateDict } from './nn/index.ts';
export { Conv1d, Conv2d, MaxPool1d, MaxPool2d, AvgPool1d, AvgPool2d } from './nn/index.ts';
export { Linear, Embedding, LayerNorm, BatchNorm1d, BatchNorm2d, RNN, LSTM, GRU } from './nn/index.ts';
export { MultiheadAttention, TransformerEncoderLayer } from './nn/index.ts';
export { ReLU, LeakyReLU, GELU, SiLU, Sigmoid, Tanh, Softmax, Dropout, Flatten } from './nn/index.ts';

// Losses, optimizers, data, and learning from data that stay where they are.
export { mseLoss, l1Loss, huberLoss, smoothL1Loss, nllLoss, crossEntropy } from './losses/index.ts';
export { binaryCrossEntropyWithLogits, klDivLoss, type LossOptions, type Reduction } from './losses/index.ts';
export { Optimizer, SGD, RMSprop, Adagrad, Adam, AdamW, clipGradNorm_, clipGradValue_ } from './optim/index.ts';
export type { SGDOptions, ParamGroup, ParamsOrGroups, OptimizerStateDict } from './optim/index.ts';
export { LRScheduler, LambdaLR, StepLR, MultiStepLR, ExponentialLR, CosineAnnealingLR } from './optim/index.ts';
export { WarmupCosineLR, CyclicLR, OneCycleLR, ReduceLROnPlateau } from './optim/index.ts';
export { TensorDataset, Subset, DataLoader, randomSplit, digitsFromBytes, tableFromCsv } from './data/index.ts';
export type { Dataset, DataLoaderOptions, Digits, Table, TableOptions } from './data/index.ts';
export { clientUpdate, federatedRound, fedAvg, clipUpdate, addGaussianNoise, maskUpdate } from './federated/index.ts';
export { pairwiseSeeds, sumMasked, PrivacyAccountant, gaussianMechanismStd, gaussianRdp } from './federated/index.ts';

// Errors.
export { EngineError, ShapeError, DtypeError, IndexOutOfRangeError, ArgumentError } from './errors.ts';
export { GraphFreedError, GradientError, InPlaceError, GradcheckError } from './errors.ts';
