import { gradcheck, type Module, type Tensor } from '../../../engine/index.ts';

/** Proves the gradients of a module to its inputs and to every parameter, each in turn put in the parameter's place. */
export function gradcheckModule<M extends Module>(
  module: M,
  inputs: readonly Tensor[],
  run: (module: M, ...inputs: Tensor[]) => Tensor,
): true {
  const names = module.namedParameters().map(([name]) => name);
  const parameters = module.parameters();
  const withParameters = (...all: Tensor[]): Tensor => {
    names.forEach((name, i) => replace(module, name, all[inputs.length + i]!));
    return run(module, ...all.slice(0, inputs.length));
  };
  const result = gradcheck(withParameters, [...inputs, ...parameters]);
  names.forEach((name, i) => replace(module, name, parameters[i]!));
  return result;
}

function replace(module: Module, name: string, tensor: Tensor): void {
  const path = name.split('.');
  const field = path.pop()!;
  const owner = path.reduce<Record<string, never>>((part, key) => part[key]!, module as never);
  owner[field] = tensor as never;
}
