import { add } from './binary';
import { fill } from './copying';

const GATHER = 0;

/** Numbers that lie `step` bytes apart, side by side. */
@inline
function copyRun(n: i32, to: usize, from: usize, step: usize): void {
  if (step == 4 && n >= 4) {
    let i = 0;
    for (; i + 4 <= n; i += 4, to += 16, from += 16) v128.store(to, v128.load(from));
    // The last four once more, some of them for the second time.
    const back = <usize>(i + 4 - n) << 2;
    v128.store(to - back, v128.load(from - back));
  } else for (let i = 0; i < n; i++, to += 4, from += step) store<f32>(to, load<f32>(from));
}

/** A few zeros, as at an edge. */
@inline
function clearRun(n: i32, to: usize): void {
  for (let i = 0; i < n; i++, to += 4) store<f32>(to, 0);
}

@inline
function addRun(n: i32, to: usize, step: usize, from: usize): void {
  if (step == 4) add(n, to, to, from);
  else for (let i = 0; i < n; i++, to += step, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}

/** Of `count` places `stride` apart, the first at `shift`, those from first to end lie inside 0 to `size`. */
@inline
export function firstInside(shift: i32, stride: i32, count: i32): i32 {
  return shift >= 0 ? 0 : min(count, (stride - 1 - shift) / stride);
}
@inline
export function endInside(shift: i32, stride: i32, count: i32, size: i32, first: i32): i32 {
  return size <= shift ? first : max(first, min(count, (size - 1 - shift) / stride + 1));
}

/**
 * Between a picture [channels, height, width] and its patches [channels · kernel places, windows]: to patches with
 * GATHER, zeros where a window hangs over the edge; otherwise patches are added back to where they came from.
 */
@inline
function walk(
  op: i32,
  patches: usize,
  picture: usize,
  channels: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  const run = <usize>outWidth << 2;
  for (let channel = 0; channel < channels; channel++, picture += (height * width) << 2) {
    for (let ky = 0; ky < kernelHeight; ky++) {
      for (let kx = 0; kx < kernelWidth; kx++) {
        const shift = kx * dilationX - paddingX;
        const first = firstInside(shift, strideX, outWidth);
        const end = endInside(shift, strideX, outWidth, width, first);
        for (let oy = 0, y = ky * dilationY - paddingY; oy < outHeight; oy++, y += strideY, patches += run) {
          const inside = y >= 0 && y < height;
          const at = picture + ((y * width + first * strideX + shift) << 2);
          const start = patches + (first << 2);
          if (op == GATHER) {
            if (inside) {
              clearRun(first, patches);
              copyRun(end - first, start, at, strideX << 2);
              clearRun(outWidth - end, patches + (end << 2));
            } else fill(outWidth, patches, 0);
          } else if (inside) addRun(end - first, at, strideX << 2, start);
        }
      }
    }
  }
}

export function gatherPatches(
  patches: usize,
  picture: usize,
  channels: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  walk(GATHER, patches, picture, channels, height, width, kernelHeight, kernelWidth, strideY, strideX,
    paddingY, paddingX, dilationY, dilationX, outHeight, outWidth);
}

export function scatterPatches(
  patches: usize,
  picture: usize,
  channels: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  walk(1, patches, picture, channels, height, width, kernelHeight, kernelWidth, strideY, strideX,
    paddingY, paddingX, dilationY, dilationX, outHeight, outWidth);
}
