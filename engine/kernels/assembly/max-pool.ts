import { fill } from './copying';
import { endInside, firstInside } from './patches';

// Planes are pictures of one channel: [planes, height, width]. The caller settles the size of the result.

/** Every number, every second or every so many, four in all. */
@inline
function loadEvery(from: usize, stride: i32): v128 {
  if (stride == 1) return v128.load(from);
  if (stride == 2) return v128.shuffle<f32>(v128.load(from), v128.load(from, 12), 0, 2, 5, 7);
  const step = <usize>stride << 2;
  let v = v128.load32_splat(from);
  v = v128.load32_lane(from + step, v, 1);
  v = v128.load32_lane(from + 2 * step, v, 2);
  return v128.load32_lane(from + 3 * step, v, 3);
}

/** Four windows side by side, none over the left or right edge; `place` is that of the first number of the first. */
@inline
function largestOfFour(
  out: usize,
  indices: usize,
  x: usize,
  place: i32,
  rows: i32,
  rowStep: i32,
  columns: i32,
  dilationX: i32,
  strideX: i32,
): void {
  let best = f32x4.splat(-Infinity);
  const ahead = i32x4.mul(i32x4.splat(strideX), i32x4(0, 1, 2, 3));
  let where = i32x4.add(i32x4.splat(place), ahead);
  for (let ky = 0; ky < rows; ky++, place += rowStep) {
    for (let kx = 0, at = place; kx < columns; kx++, at += dilationX) {
      const value = loadEvery(x + (at << 2), strideX);
      const better = v128.or(f32x4.gt(value, best), f32x4.ne(value, value));
      best = v128.bitselect(value, best, better);
      where = v128.bitselect(i32x4.add(i32x4.splat(at), ahead), where, better);
    }
  }
  v128.store(out, best);
  v128.store(indices, f32x4.convert_i32x4_s(where));
}

/** The largest of each window, the first of several, NaN before all; and where it is, as a place in its plane. */
export function maxPool2dForward(
  planes: i32,
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
  out: usize,
  indices: usize,
  x: usize,
): void {
  for (let plane = 0; plane < planes; plane++, x += (height * width) << 2) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = oy * strideY - paddingY;
      const firstY = firstInside(top, dilationY, kernelHeight);
      const endY = endInside(top, dilationY, kernelHeight, height, firstY);
      for (let ox = 0; ox < outWidth; ox++, out += 4, indices += 4) {
        const left = ox * strideX - paddingX;
        const right = left + 3 * strideX + (kernelWidth - 1) * dilationX;
        if (left >= 0 && ox + 4 <= outWidth && right < width && firstY < endY) {
          const place = (top + firstY * dilationY) * width + left;
          const step = dilationY * width;
          largestOfFour(out, indices, x, place, endY - firstY, step, kernelWidth, dilationX, strideX);
          ox += 3;
          out += 12;
          indices += 12;
          continue;
        }
        const firstX = firstInside(left, dilationX, kernelWidth);
        const endX = endInside(left, dilationX, kernelWidth, width, firstX);
        let best: f32 = -Infinity;
        let where = firstY < endY && firstX < endX ? (top + firstY * dilationY) * width + left + firstX * dilationX : -1;
        for (let ky = firstY; ky < endY; ky++) {
          let place = (top + ky * dilationY) * width + left + firstX * dilationX;
          for (let kx = firstX; kx < endX; kx++, place += dilationX) {
            const value = load<f32>(x + (place << 2));
            if (value > best || value != value) {
              best = value;
              where = place;
            }
          }
        }
        store<f32>(out, best);
        store<f32>(indices, <f32>where);
      }
    }
  }
}

/** Each gradient goes to where its window's largest number was. */
export function maxPool2dBackward(
  planes: i32,
  inputSize: i32,
  outputSize: i32,
  gradInput: usize,
  gradOutput: usize,
  indices: usize,
): void {
  fill(planes * inputSize, gradInput, 0);
  for (let plane = 0; plane < planes; plane++, gradInput += inputSize << 2) {
    for (let i = 0; i < outputSize; i++, gradOutput += 4, indices += 4) {
      const where = <i32>load<f32>(indices);
      if (where < 0) continue;
      const to = gradInput + (where << 2);
      store<f32>(to, load<f32>(to) + load<f32>(gradOutput));
    }
  }
}
