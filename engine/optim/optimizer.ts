import { ArgumentError } from '../errors.ts';
import { zerosLike } from '../tensor/create.ts';
import { forEachRun } from '../tensor/runs.ts';
import type { FloatArray } from '../tensor/storage.ts';
import { readGrad, Tensor } from '../tensor/tensor.ts';
import { checkGrad, checkParam, expectAtLeastZero } from './checks.ts';
import { packState, unpackState, type OptimizerStateDict, type ParamState } from './state-dict.ts';

/** What every group has, whatever the optimizer. */
export interface GroupSettings {
  /** The learning rate; may be changed between steps, by hand or by a scheduler. */
  lr: number;
  /** The rate a scheduler started from; set by the scheduler. */
  initialLr?: number;
}

/** Parameters that share their settings, all of which may be changed between steps. */
export type ParamGroup<Settings> = Settings & { readonly params: readonly Tensor[] };

/** Parameters, or groups of them with settings of their own: `[{ params: …, lr: 0.1 }, { params: … }]`. */
export type ParamsOrGroups<Options> = Iterable<Tensor> | Iterable<{ readonly params: Iterable<Tensor> } & Options>;

/** A kernel of `kernels/optim.ts`: one step over numbers a stride apart, with state and settings at the end. */
type StepKernel<Rest extends readonly unknown[]> = (
  n: number,
  p: FloatArray,
  po: number,
  ps: number,
  g: FloatArray,
  go: number,
  gs: number,
  so: number,
  ...rest: Rest
) => void;

/**
 * What all optimizers share: groups of parameters, a state for each parameter, and forgetting gradients.
 *
 * @see https://pytorch.org/docs/stable/optim.html
 */
export abstract class Optimizer<
  Settings extends GroupSettings = GroupSettings,
  State extends ParamState = ParamState,
  Options = Partial<Settings>,
> {
  /** The groups; their settings may be written. */
  readonly paramGroups: ParamGroup<Settings>[] = [];
  /** What is remembered of each parameter that has been changed at least once. */
  readonly state = new Map<Tensor, State>();
  readonly #defaults: Settings;
  readonly #check: (settings: Settings) => void;

  constructor(params: ParamsOrGroups<Options>, defaults: Settings, check: (settings: Settings) => void) {
    this.#defaults = defaults;
    this.#check = check;
    check(defaults);
    const given: (Tensor | ({ readonly params: Iterable<Tensor> } & Options))[] = [...params];
    if (given.length === 0)
      throw new ArgumentError('optimizer: got no parameters; expected a list of at least one tensor.');
    if (given.some(isGroup)) for (const group of given) this.addParamGroup(expectGroup(group));
    else this.addParamGroup({ params: given as Tensor[] } as { params: Tensor[] } & Options);
  }

  /**
   * Adds parameters with settings of their own; what is left out is as the constructor was told.
   *
   * @throws ArgumentError if a parameter is here already; GradientError if it is no leaf.
   * @see https://pytorch.org/docs/stable/generated/torch.optim.Optimizer.add_param_group.html
   */
  addParamGroup(group: { readonly params: Iterable<Tensor> } & Options): void {
    const params = [...group.params];
    const known = new Set<Tensor>(this.params);
    params.forEach((param, i) => {
      checkParam(param, i);
      if (known.has(param))
        throw new ArgumentError(`optimizer: parameter ${i} came before; expected each parameter once, in one group.`);
      known.add(param);
    });
    const settings = { ...this.#defaults, ...group, params };
    this.#check(settings);
    this.paramGroups.push(settings);
  }

  /** The leaves this optimizer changes, group by group. */
  get params(): readonly Tensor[] {
    return this.paramGroups.flatMap((group) => group.params);
  }

  /**
   * The learning rate, where there is one group.
   *
   * @throws ArgumentError if there are several; each has its own in `paramGroups[i].lr`.
   */
  get lr(): number {
    return this.#onlyGroup().lr;
  }

  set lr(lr: number) {
    this.#onlyGroup().lr = expectAtLeastZero('lr', lr);
  }

  /** Forgets the gradients of all parameters; without it, the next `backward()` adds to them. */
  zeroGrad(): void {
    for (const group of this.paramGroups) for (const param of group.params) param.zeroGrad();
  }

  /** Changes every parameter that has a gradient by one step. */
  step(): void {
    for (const group of this.paramGroups) {
      for (const param of group.params) {
        const grad = readGrad(param);
        if (grad === null) continue;
        checkGrad(param, grad);
        let state = this.state.get(param);
        if (state === undefined) this.state.set(param, (state = this.startState(param, group)));
        this.update(param, grad, state, group);
        param.storage.version++;
      }
    }
  }

  /** A copy of all state and settings, to go on from later; parameters are counted through, as in PyTorch. */
  stateDict(): OptimizerStateDict {
    return packState(this.paramGroups, this.state);
  }

  /**
   * Takes over state and settings that `stateDict()` gave; the parameters themselves are not in it.
   *
   * @throws ArgumentError if there are other groups or other numbers of parameters; ShapeError for another shape.
   * @see https://pytorch.org/docs/stable/generated/torch.optim.Optimizer.load_state_dict.html
   */
  loadStateDict(stateDict: OptimizerStateDict): void {
    const loaded = unpackState(stateDict, this.paramGroups);
    loaded.settings.forEach((settings) => this.#check({ ...this.#defaults, ...settings }));
    this.paramGroups.forEach((group, i) => Object.assign(group, loaded.settings[i]));
    this.state.clear();
    for (const [param, state] of loaded.state) this.state.set(param, state as State);
  }

  /** What is remembered of a parameter before its first step. */
  protected abstract startState(param: Tensor, group: ParamGroup<Settings>): State;

  /** One step of one parameter, in place. */
  protected abstract update(param: Tensor, grad: Tensor, state: State, group: ParamGroup<Settings>): void;

  #onlyGroup(): ParamGroup<Settings> {
    if (this.paramGroups.length === 1) return this.paramGroups[0]!;
    throw new ArgumentError(
      `optimizer: got lr of ${this.paramGroups.length} groups at once; expected one group. Each has its own: paramGroups[0].lr and so on.`,
    );
  }
}

/** Runs a kernel over a parameter and its gradient, whatever their layout; `rest` is what the kernel takes besides. */
export function overNumbers<Rest extends readonly unknown[]>(
  param: Tensor,
  grad: Tensor,
  kernel: StepKernel<Rest>,
  ...rest: Rest
): void {
  const [p, g] = [param.storage.data, grad.storage.data];
  forEachRun(param.shape, param.strides, param.offset, grad.strides, grad.offset, (n, position, po, ps, go, gs) =>
    kernel(n, p, po, ps, g, go, gs, position, ...rest),
  );
}

/** State of a parameter's shape, in row-major order whatever the parameter's layout. */
export function startTensor(param: Tensor, value = 0): Tensor {
  const start = zerosLike(param);
  if (value !== 0) start.storage.data.fill(value);
  return start;
}

function isGroup(given: unknown): boolean {
  return !(given instanceof Tensor) && typeof given === 'object' && given !== null && 'params' in given;
}

function expectGroup<Group>(given: Tensor | Group): Group {
  if (isGroup(given)) return given as Group;
  throw new ArgumentError(
    'optimizer: got groups and single parameters mixed; expected groups only, or parameters only.',
  );
}
