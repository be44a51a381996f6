import type { FloatArray } from '../tensor/storage.ts';
import type { Axis } from './windows.ts';

// A contiguous tensor seen as [planes, height, width]; windows have no dilation, and their padding holds no numbers.

/** The largest number in each window and where in its plane it is first; a NaN wins over all. */
export function maxPool(
  planes: number,
  vertical: Axis,
  horizontal: Axis,
  values: FloatArray,
  places: FloatArray,
  x: FloatArray,
  xo: number,
): void {
  forEachWindow(planes, vertical, horizontal, (window, plane, top, bottom, left, right) => {
    let best = -Infinity;
    let where = -1;
    for (let row = top; row < bottom; row++) {
      for (let place = row * horizontal.size + left; place < row * horizontal.size + right; place++) {
        const value = x[xo + plane + place]!;
        if (where < 0 || value > best || value !== value) {
          best = value;
          where = place;
        }
      }
    }
    values[window] = best;
    places[window] = where;
  });
}

/** Each window's gradient to the place its number came from; `gradInput` starts as zeros. */
export function maxPoolGradInput(
  planes: number,
  vertical: Axis,
  horizontal: Axis,
  gradInput: FloatArray,
  places: FloatArray,
  g: FloatArray,
  go: number,
): void {
  const windows = vertical.out * horizontal.out;
  const size = vertical.size * horizontal.size;
  for (let window = 0; window < planes * windows; window++) {
    gradInput[Math.floor(window / windows) * size + places[window]!]! += g[go + window]!;
  }
}

/** The average of each window: over all of it if `countPadding`, which then counts as zeros, else over what lies inside. */
export function avgPool(
  planes: number,
  vertical: Axis,
  horizontal: Axis,
  countPadding: boolean,
  out: FloatArray,
  x: FloatArray,
  xo: number,
): void {
  forEachWindow(planes, vertical, horizontal, (window, plane, top, bottom, left, right) => {
    let total = 0;
    for (let row = top; row < bottom; row++) {
      const start = xo + plane + row * horizontal.size;
      for (let column = left; column < right; column++) total += x[start + column]!;
    }
    out[window] = total / (countPadding ? vertical.kernel * horizontal.kernel : (bottom - top) * (right - left));
  });
}

/** Each window's gradient in equal parts to what it averaged; `gradInput` starts as zeros. */
export function avgPoolGradInput(
  planes: number,
  vertical: Axis,
  horizontal: Axis,
  countPadding: boolean,
  gradInput: FloatArray,
  g: FloatArray,
  go: number,
): void {
  forEachWindow(planes, vertical, horizontal, (window, plane, top, bottom, left, right) => {
    const count = countPadding ? vertical.kernel * horizontal.kernel : (bottom - top) * (right - left);
    const share = g[go + window]! / count;
    for (let row = top; row < bottom; row++) {
      const start = plane + row * horizontal.size;
      for (let column = left; column < right; column++) gradInput[start + column]! += share;
    }
  });
}

/** Calls `visit` for each window, in the order of the output, with where its plane begins and its bounds inside the image. */
function forEachWindow(
  planes: number,
  vertical: Axis,
  horizontal: Axis,
  visit: (window: number, plane: number, top: number, bottom: number, left: number, right: number) => void,
): void {
  const size = vertical.size * horizontal.size;
  let window = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (let oy = 0; oy < vertical.out; oy++) {
      const y = oy * vertical.stride - vertical.padding;
      const [top, bottom] = [Math.max(0, y), Math.min(vertical.size, y + vertical.kernel)];
      for (let ox = 0; ox < horizontal.out; ox++, window++) {
        const x = ox * horizontal.stride - horizontal.padding;
        visit(window, plane * size, top, bottom, Math.max(0, x), Math.min(horizontal.size, x + horizontal.kernel));
      }
    }
  }
}
