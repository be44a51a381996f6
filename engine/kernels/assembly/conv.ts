import { fill } from './copying';
import { matmul } from './matmul';
import { gatherPatches, scatterPatches } from './patches';

// Pictures are [batch, channels, height, width] and weights [outChannels, channels / groups, kernelHeight, kernelWidth].
// `workspace` is the caller's: channels / groups · kernelHeight · kernelWidth · outHeight · outWidth numbers.

@inline
function outSize(size: i32, kernel: i32, stride: i32, padding: i32, dilation: i32): i32 {
  return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
}

/** Whether a picture is its own patches. */
@inline
function isPointwise(ky: i32, kx: i32, sy: i32, sx: i32, py: i32, px: i32): bool {
  return ky == 1 && kx == 1 && sy == 1 && sx == 1 && py == 0 && px == 0;
}

/** bias may be 0, which is absent. */
export function conv2dForward(
  batch: i32,
  channels: i32,
  height: i32,
  width: i32,
  outChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  groups: i32,
  out: usize,
  x: usize,
  weight: usize,
  bias: usize,
  workspace: usize,
): void {
  const outHeight = outSize(height, kernelHeight, strideY, paddingY, dilationY);
  const outWidth = outSize(width, kernelWidth, strideX, paddingX, dilationX);
  const windows = outHeight * outWidth;
  const inGroup = channels / groups;
  const outGroup = outChannels / groups;
  const k = inGroup * kernelHeight * kernelWidth;
  const pointwise = isPointwise(kernelHeight, kernelWidth, strideY, strideX, paddingY, paddingX);
  for (let i = 0; i < batch * groups; i++) {
    const group = i % groups;
    let patches = x;
    if (!pointwise) {
      patches = workspace;
      gatherPatches(patches, x, inGroup, height, width, kernelHeight, kernelWidth, strideY, strideX,
        paddingY, paddingX, dilationY, dilationX, outHeight, outWidth);
    }
    if (bias) {
      for (let c = 0; c < outGroup; c++) {
        fill(windows, out + ((c * windows) << 2), load<f32>(bias + ((group * outGroup + c) << 2)));
      }
    }
    const kernel = weight + ((group * outGroup * k) << 2);
    matmul(outGroup, k, windows, out, kernel, k, 1, patches, windows, 1, bias ? 1 : 0);
    x += (inGroup * height * width) << 2;
    out += (outGroup * windows) << 2;
  }
}

export function conv2dBackwardInput(
  batch: i32,
  channels: i32,
  height: i32,
  width: i32,
  outChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  groups: i32,
  gradInput: usize,
  gradOutput: usize,
  weight: usize,
  workspace: usize,
): void {
  const outHeight = outSize(height, kernelHeight, strideY, paddingY, dilationY);
  const outWidth = outSize(width, kernelWidth, strideX, paddingX, dilationX);
  const windows = outHeight * outWidth;
  const inGroup = channels / groups;
  const outGroup = outChannels / groups;
  const k = inGroup * kernelHeight * kernelWidth;
  const pointwise = isPointwise(kernelHeight, kernelWidth, strideY, strideX, paddingY, paddingX);
  for (let i = 0; i < batch * groups; i++) {
    const kernel = weight + (((i % groups) * outGroup * k) << 2);
    const patches = pointwise ? gradInput : workspace;
    matmul(k, outGroup, windows, patches, kernel, 1, k, gradOutput, windows, 1, 0);
    if (!pointwise) {
      fill(inGroup * height * width, gradInput, 0);
      scatterPatches(patches, gradInput, inGroup, height, width, kernelHeight, kernelWidth, strideY, strideX,
        paddingY, paddingX, dilationY, dilationX, outHeight, outWidth);
    }
    gradInput += (inGroup * height * width) << 2;
    gradOutput += (outGroup * windows) << 2;
  }
}

export function conv2dBackwardWeight(
  batch: i32,
  channels: i32,
  height: i32,
  width: i32,
  outChannels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  groups: i32,
  gradWeight: usize,
  gradOutput: usize,
  x: usize,
  workspace: usize,
): void {
  const outHeight = outSize(height, kernelHeight, strideY, paddingY, dilationY);
  const outWidth = outSize(width, kernelWidth, strideX, paddingX, dilationX);
  const windows = outHeight * outWidth;
  const inGroup = channels / groups;
  const outGroup = outChannels / groups;
  const k = inGroup * kernelHeight * kernelWidth;
  const pointwise = isPointwise(kernelHeight, kernelWidth, strideY, strideX, paddingY, paddingX);
  fill(outChannels * k, gradWeight, 0);
  for (let i = 0; i < batch * groups; i++) {
    let patches = x;
    if (!pointwise) {
      patches = workspace;
      gatherPatches(patches, x, inGroup, height, width, kernelHeight, kernelWidth, strideY, strideX,
        paddingY, paddingX, dilationY, dilationX, outHeight, outWidth);
    }
    const gradKernel = gradWeight + (((i % groups) * outGroup * k) << 2);
    matmul(outGroup, windows, k, gradKernel, gradOutput, windows, 1, patches, 1, windows, 1);
    x += (inGroup * height * width) << 2;
    gradOutput += (outGroup * windows) << 2;
  }
}
