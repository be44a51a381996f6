import { ArgumentError } from '../errors.ts';
import { Tensor } from '../tensor/tensor.ts';
import { Buffer, Parameter } from './parameter.ts';
import { loadState, stateOf, type StateDict } from './state-dict.ts';

type Member = Parameter | Buffer | Module;

/**
 * A part of a network: a function that owns the numbers it learns. Subclass it, keep layers and parameters in fields, write `forward`.
 *
 * What belongs to it is found by looking through its fields in order, lists and plain objects among them at any depth; private
 * `#fields` cannot be seen. A {@link Parameter} is learned, a {@link Buffer} only kept, and any other tensor is none of its business.
 *
 * @throws ArgumentError when walked over a plain tensor that asks for gradients: it would never be trained.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Module.html
 */
export abstract class Module {
  /** Whether the module is being trained; dropout and batch normalisation act otherwise when it is not. */
  training = true;

  /** What the module computes. Call it as `net.forward(x)`: JavaScript objects cannot be called themselves. */
  abstract forward(...inputs: never[]): unknown;

  /** This module under the name `''`, and all modules inside it under dotted names, each once. */
  namedModules(): [name: string, module: Module][] {
    const found = new Map<Module, string>([[this, '']]);
    const visit = (parent: Module, prefix: string): void => {
      for (const [name, member] of membersOf(parent, prefix)) {
        if (!(member instanceof Module) || found.has(member)) continue;
        found.set(member, name);
        visit(member, `${name}.`);
      }
    };
    visit(this, '');
    return [...found].map(([module, name]) => [name, module]);
  }

  /** This module and all modules inside it, each once. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** The modules directly inside this one, with the names of their fields. */
  namedChildren(): [name: string, module: Module][] {
    const unique = new Map<Module, string>();
    for (const [name, member] of membersOf(this, '')) {
      if (member instanceof Module && !unique.has(member)) unique.set(member, name);
    }
    return [...unique].map(([module, name]) => [name, module]);
  }

  /** The modules directly inside this one. */
  children(): Module[] {
    return this.namedChildren().map(([, module]) => module);
  }

  /** Every parameter with its dotted name, such as `'layers.0.weight'`; one that is shared comes once, under its first name. */
  namedParameters(): [name: string, parameter: Parameter][] {
    return this.#tensors(Parameter);
  }

  /** Every parameter, frozen or not: what an optimizer is given. */
  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** Every buffer with its dotted name, such as `'norm.runningMean'`. */
  namedBuffers(): [name: string, buffer: Buffer][] {
    return this.#tensors(Buffer);
  }

  /** Every buffer: what is saved with the module but not learned. */
  buffers(): Buffer[] {
    return this.namedBuffers().map(([, buffer]) => buffer);
  }

  /** Puts this module and all inside it into training mode, or out of it; returns this. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  /** Puts this module and all inside it into the mode for use: no dropout, averages as learned; returns this. */
  eval(): this {
    return this.train(false);
  }

  /** Freezes all parameters, or thaws them; frozen ones stay parameters, but collect no gradient. Returns this. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Forgets the gradients of all parameters. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.zeroGrad();
  }

  /**
   * A copy of every parameter and buffer as plain data, ready for `JSON.stringify`.
   *
   * Shape: name → `{ shape, dtype, data }`, with the numbers in row-major order; a shared tensor comes under each of its names.
   * @see https://pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.state_dict
   */
  stateDict(): StateDict {
    return stateOf(statefulTensors(this));
  }

  /**
   * Writes saved numbers over the parameters and buffers, which stay the same tensors in the same dtype.
   *
   * @throws ArgumentError that lists every name that is missing, unexpected or of another shape; nothing is changed then.
   * @see https://pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict
   */
  loadStateDict(state: StateDict): void {
    loadState(statefulTensors(this), state);
  }

  #tensors<T extends Tensor>(kind: new (data: Tensor) => T): [string, T][] {
    const unique = new Map<T, string>();
    for (const [prefix, module] of this.namedModules()) {
      for (const [name, member] of membersOf(module, prefix === '' ? '' : `${prefix}.`)) {
        if (member instanceof kind && !unique.has(member)) unique.set(member, name);
      }
    }
    return [...unique].map(([member, name]) => [name, member]);
  }
}

/** Every parameter and buffer under every name it has: a weight that two layers share is saved for both. */
function statefulTensors(root: Module): Map<string, Tensor> {
  const found = new Map<string, Tensor>();
  const visit = (parent: Module, prefix: string, above: readonly Module[]): void => {
    const members = membersOf(parent, prefix);
    for (const [name, member] of members) if (member instanceof Tensor) found.set(name, member);
    for (const [name, member] of members) {
      if (member instanceof Module && !above.includes(member)) visit(member, `${name}.`, [...above, member]);
    }
  };
  visit(root, '', [root]);
  return found;
}

/** The parameters, buffers and modules in the fields of a module, and in the lists and plain objects there. */
function membersOf(parent: Module, prefix: string): [name: string, member: Member][] {
  const members: [string, Member][] = [];
  const look = (name: string, value: object, around: readonly object[]): void => {
    if (value instanceof Module || value instanceof Parameter || value instanceof Buffer) members.push([name, value]);
    else if (value instanceof Tensor) refuseForgotten(name, value);
    else if (isContainer(value) && !around.includes(value)) lookInside(`${name}.`, value, [...around, value]);
  };
  const lookInside = (start: string, container: object, around: readonly object[]): void => {
    for (const [key, value] of Object.entries(container) as [string, unknown][]) {
      if (typeof value === 'object' && value !== null) look(start + key, value, around);
    }
  };
  lookInside(prefix, parent, []);
  return members;
}

function isContainer(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuseForgotten(name: string, value: Tensor): void {
  if (!value.isLeaf || !value.requiresGrad) return;
  throw new ArgumentError(
    `Module: got a plain tensor that asks for gradients in the field "${name}"; expected a Parameter, or no optimizer will hear of it. ` +
      `Write new Parameter(…) around it, or detach() it if it is not to be learned.`,
  );
}
