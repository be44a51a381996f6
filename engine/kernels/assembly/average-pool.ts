import { fill } from './copying';

// Planes are pictures of one channel: [planes, height, width]. The caller settles the size of the result.

const FORWARD = 0;

/** The windows of an average: read forward, written to backward. */
@inline
function average(
  op: i32,
  planes: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  outHeight: i32,
  outWidth: i32,
  countPadding: i32,
  small: usize,
  large: usize,
): void {
  for (let plane = 0; plane < planes; plane++, large += (height * width) << 2) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = oy * strideY - paddingY;
      const rows = min(top + kernelHeight, height + paddingY) - top;
      const firstY = max(top, 0);
      const endY = min(top + kernelHeight, height);
      for (let ox = 0; ox < outWidth; ox++, small += 4) {
        const left = ox * strideX - paddingX;
        const columns = min(left + kernelWidth, width + paddingX) - left;
        const firstX = max(left, 0);
        const endX = min(left + kernelWidth, width);
        const count = countPadding ? rows * columns : (endY - firstY) * (endX - firstX);
        let total: f64 = 0;
        const share: f32 = op == FORWARD ? 0 : load<f32>(small) / <f32>count;
        for (let y = firstY; y < endY; y++) {
          for (let column = firstX; column < endX; column++) {
            const at = large + ((y * width + column) << 2);
            if (op == FORWARD) total += <f64>load<f32>(at);
            else store<f32>(at, load<f32>(at) + share);
          }
        }
        if (op == FORWARD) store<f32>(small, <f32>(total / <f64>count));
      }
    }
  }
}

/** The mean of each window; zeros of the padding count unless `countPadding` is 0. */
export function avgPool2dForward(
  planes: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  outHeight: i32,
  outWidth: i32,
  countPadding: i32,
  out: usize,
  x: usize,
): void {
  average(FORWARD, planes, height, width, kernelHeight, kernelWidth, strideY, strideX, paddingY, paddingX,
    outHeight, outWidth, countPadding, out, x);
}

export function avgPool2dBackward(
  planes: i32,
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  outHeight: i32,
  outWidth: i32,
  countPadding: i32,
  gradInput: usize,
  gradOutput: usize,
): void {
  fill(planes * height * width, gradInput, 0);
  average(1, planes, height, width, kernelHeight, kernelWidth, strideY, strideX, paddingY, paddingX,
    outHeight, outWidth, countPadding, gradOutput, gradInput);
}
