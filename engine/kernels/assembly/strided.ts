import { fill } from './copying';

/** From here on the host's own way to copy is the faster one. */
const LONG_RUN = 256;

@inline
function copyRun(n: i32, out: usize, outStep: usize, x: usize, xStep: usize): void {
  if (outStep == 4 && xStep == 4) {
    if (n >= LONG_RUN) memory.copy(out, x, <usize>n << 2);
    else {
      let i = 0;
      for (; i + 4 <= n; i += 4, out += 16, x += 16) v128.store(out, v128.load(x));
      for (; i < n; i++, out += 4, x += 4) store<f32>(out, load<f32>(x));
    }
  } else if (outStep == 4 && xStep == 0) fill(n, out, load<f32>(x));
  else for (let i = 0; i < n; i++, out += outStep, x += xStep) store<f32>(out, load<f32>(x));
}

/** Copies a block of four dimensions, with strides of its own on either side; the last dimension is the innermost. */
export function copyBlock(
  n0: i32,
  n1: i32,
  n2: i32,
  n3: i32,
  out: usize,
  out0: i32,
  out1: i32,
  out2: i32,
  out3: i32,
  x: usize,
  x0: i32,
  x1: i32,
  x2: i32,
  x3: i32,
): void {
  const outStep = <usize>out3 << 2;
  const xStep = <usize>x3 << 2;
  for (let i0 = 0; i0 < n0; i0++, out += out0 << 2, x += x0 << 2) {
    let out1At = out;
    let x1At = x;
    for (let i1 = 0; i1 < n1; i1++, out1At += out1 << 2, x1At += x1 << 2) {
      let to = out1At;
      let from = x1At;
      for (let i2 = 0; i2 < n2; i2++, to += out2 << 2, from += x2 << 2) copyRun(n3, to, outStep, from, xStep);
    }
  }
}
