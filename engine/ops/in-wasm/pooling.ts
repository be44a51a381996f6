import type { Axis } from '../../kernels/windows.ts';
import { addressOf, claim } from '../../memory/residency.ts';
import type { Saved } from '../../memory/saved.ts';
import { wasm } from '../../memory/wasm-runtime.ts';
import { countOf, type Shape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { addressFor } from './place.ts';

/** The windows of a pooling, and what goes in and comes out. */
export interface PoolPlan {
  readonly planes: number;
  readonly vertical: Axis;
  readonly horizontal: Axis;
  readonly outShape: Shape;
}

/** Places in a plane are float32 numbers to the kernels, which are exact up to here. */
const LARGEST_PLANE = 2 ** 24;

function window({ vertical: v, horizontal: h }: PoolPlan) {
  return [v.kernel, h.kernel, v.stride, h.stride, v.padding, h.padding] as const;
}

function planeSize({ vertical, horizontal }: PoolPlan): number {
  return vertical.size * horizontal.size;
}

/** The largest number of each window; where it was is put by. */
export function maxPoolInWasm(plan: PoolPlan, x: Tensor, saved: Saved): Tensor | null {
  const size = countOf(plan.outShape);
  if (x.dtype !== 'float32' || size === 0 || planeSize(plan) > LARGEST_PLANE) return null;
  const from = addressFor(x);
  const [out, places] = [claim(size), claim(size)];
  if (from === 0 || out === null || places === null) return null;
  const { planes, vertical: v, horizontal: h } = plan;
  wasm!.kernels.maxPool2dForward(
    planes,
    v.size,
    h.size,
    ...window(plan),
    1,
    1,
    v.out,
    h.out,
    out.address,
    places.address,
    from,
  );
  saved.put(places);
  return new Tensor(out, plan.outShape);
}

export function maxPoolBackwardInWasm(plan: PoolPlan, like: Tensor, g: Tensor, saved: Saved): Tensor | null {
  const places = saved.at(0)!;
  if (g.dtype !== 'float32' || places.dtype !== 'float32') return null;
  const [from, at] = [addressFor(g), addressOf(places)];
  const out = from === 0 || at === 0 ? null : claim(like.size);
  if (out === null) return null;
  const { planes, vertical, horizontal } = plan;
  const windows = vertical.out * horizontal.out;
  wasm!.kernels.maxPool2dBackward(planes, planeSize(plan), windows, out.address, from, at);
  return new Tensor(out, like.shape);
}

/** The average of each window, or with `like`, its gradient. */
export function avgPoolInWasm(plan: PoolPlan, countPadding: boolean, x: Tensor, like?: Tensor): Tensor | null {
  const size = like?.size ?? countOf(plan.outShape);
  const from = x.dtype === 'float32' && size > 0 ? addressFor(x) : 0;
  const out = from === 0 ? null : claim(size);
  if (out === null) return null;
  const { planes, vertical: v, horizontal: h } = plan;
  const kernel = like === undefined ? wasm!.kernels.avgPool2dForward : wasm!.kernels.avgPool2dBackward;
  kernel(planes, v.size, h.size, ...window(plan), v.out, h.out, countPadding ? 1 : 0, out.address, from);
  return new Tensor(out, like?.shape ?? plan.outShape);
}
