import { ArgumentError, ShapeError } from '../errors.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** What an optimizer remembers of one parameter: running averages, and the count of its steps. */
export type ParamState = Record<string, Tensor | number>;

type Settings = Record<string, unknown>;

/** Everything an optimizer knows beside the parameters themselves, which are counted through from 0, group by group. */
export interface OptimizerStateDict {
  readonly state: Readonly<Record<number, Readonly<ParamState>>>;
  readonly paramGroups: readonly ({ readonly params: readonly number[] } & Readonly<Settings>)[];
}

interface Group {
  readonly params: readonly Tensor[];
}

export function packState(groups: readonly Group[], states: ReadonlyMap<Tensor, ParamState>): OptimizerStateDict {
  const numbers = numbersOf(groups);
  return {
    state: Object.fromEntries([...states].map(([param, state]) => [numbers.get(param)!, copyState(state)])),
    paramGroups: groups.map((group) => ({
      ...copySettings(group),
      params: group.params.map((param) => numbers.get(param)!),
    })),
  };
}

export function unpackState(
  { state, paramGroups }: OptimizerStateDict,
  groups: readonly Group[],
): { settings: Settings[]; state: Map<Tensor, ParamState> } {
  if (paramGroups.length !== groups.length)
    throw new ArgumentError(
      `loadStateDict: got ${paramGroups.length} parameter groups; expected ${groups.length}, as this optimizer has.`,
    );
  const states = new Map<Tensor, ParamState>();
  groups.forEach(({ params }, i) => {
    const numbers = paramGroups[i]!.params;
    if (numbers.length !== params.length)
      throw new ArgumentError(
        `loadStateDict: got ${numbers.length} parameters in group ${i}; expected ${params.length}, as this optimizer has.`,
      );
    params.forEach((param, j) => {
      const saved = state[numbers[j]!];
      if (saved === undefined) return;
      checkShapes(saved, param, numbers[j]!);
      states.set(param, copyState(saved, param));
    });
  });
  return { settings: paramGroups.map(copySettings), state: states };
}

function numbersOf(groups: readonly Group[]): Map<Tensor, number> {
  return new Map(groups.flatMap((group) => group.params).map((param, i) => [param, i]));
}

/** Copies, since the optimizer goes on writing to its own; in the dtype of the parameter they are loaded for. */
function copyState(state: Readonly<ParamState>, param?: Tensor): ParamState {
  const copy = (value: Tensor | number): Tensor | number =>
    value instanceof Tensor
      ? value
          .detach()
          .to(param?.dtype ?? value.dtype)
          .clone()
      : value;
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, copy(value)]));
}

function copySettings({ params: _params, ...settings }: { readonly params: unknown }): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, Array.isArray(value) ? Array.from<unknown>(value) : value]),
  );
}

function checkShapes(state: Readonly<ParamState>, param: Tensor, number: number): void {
  for (const [name, value] of Object.entries(state)) {
    if (value instanceof Tensor && !sameShape(value.shape, param.shape))
      throw new ShapeError(
        `loadStateDict: got ${name} of shape ${formatShape(value.shape)} for parameter ${number} of shape ${formatShape(param.shape)}; expected one shape.`,
      );
  }
}
