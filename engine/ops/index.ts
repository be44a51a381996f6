// Importing an operation's file puts its methods on Tensor and its name into the registry.
import './copying.ts';
import './unary.ts';
import './activations.ts';
import './reduce.ts';
import './cumsum.ts';
import './norm.ts';
import './extrema.ts';
import './softmax.ts';
import './views.ts';
import './matmul.ts';
import './indexing.ts';
import './gathering.ts';
import './embedding.ts';
import './layer-norm.ts';
import './batch-norm.ts';
import './dropout.ts';
import './convolution.ts';
import './pooling.ts';
import './lstm.ts';
import './attention.ts';
import './comparing.ts';
import './in-place.ts';

export { maximum, minimum } from './binary.ts';
export { where } from './choosing.ts';
export { cat, stack } from './joining.ts';
export { operations, type Operation } from './define.ts';
