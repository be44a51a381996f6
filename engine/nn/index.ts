import * as init from './init.ts';

export { init };
export { Module } from './module.ts';
export { Parameter, Buffer } from './parameter.ts';
export type { StateDict, TensorState } from './state-dict.ts';
export { Sequential, type Layer } from './sequential.ts';
export { Linear } from './linear.ts';
export { ReLU, LeakyReLU, GELU, SiLU, Sigmoid, Tanh, Softmax } from './activations.ts';
export { Embedding } from './embedding.ts';
export { LayerNorm } from './layer-norm.ts';
export { BatchNorm1d, BatchNorm2d } from './batch-norm.ts';
export { RNN } from './rnn.ts';
export { GRU } from './gru.ts';
export { Dropout } from './dropout.ts';
export { Flatten } from './flatten.ts';
export { Conv1d, Conv2d } from './convolution.ts';
export { MaxPool1d, MaxPool2d, AvgPool1d, AvgPool2d } from './pooling.ts';
