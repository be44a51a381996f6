import { KERNEL_END, SCRATCH } from './addresses';

export * from './activations';
export * from './average-pool';
export * from './binary';
export * from './broadcast';
export * from './causal-softmax';
export * from './conv';
export * from './copying';
export * from './cross-entropy';
export * from './embedding';
export * from './gelu-tanh';
export * from './layer-norm';
export * from './lstm';
export * from './matmul';
export * from './max-pool';
export * from './optimizers';
export * from './reduce';
export * from './softmax';
export * from './strided';
export * from './unary';
export * from './unary-backward';

/** Where the caller's memory starts. */
export function kernelBytes(): usize {
  return KERNEL_END;
}

/** Where work space starts, and where static data ends. */
export function scratch(): usize {
  return SCRATCH;
}
export function dataEnd(): usize {
  return __heap_base;
}
