import { storeSome } from './lanes';
import { firstColumn, fourthColumn, secondColumn, thirdColumn } from './transpose';

export function fill(n: i32, out: usize, s: f32): void {
  const v = f32x4.splat(s);
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < end; out += 16) v128.store(out, v);
  if (n & 3) storeSome(out, n & 3, v);
}

export function copyStrided(n: i32, out: usize, outStride: i32, x: usize, xStride: i32): void {
  if (outStride == 1 && xStride == 1) {
    memory.copy(out, x, <usize>n << 2);
    return;
  }
  if (outStride == 1 && xStride == 0) {
    if (n > 0) fill(n, out, load<f32>(x));
    return;
  }
  const outStep = outStride << 2;
  const xStep = xStride << 2;
  for (let i = 0; i < n; i++, out += outStep, x += xStep) store<f32>(out, load<f32>(x));
}

/** out[cols, rows] from x[rows, cols]; not in place. */
export function transpose2d(rows: i32, cols: i32, out: usize, x: usize): void {
  const xRow = <usize>cols << 2;
  const outRow = <usize>rows << 2;
  const wholeRows = rows & ~3;
  const wholeCols = cols & ~3;
  // Bands of columns, so that the lines of `out` being written stay in the first cache.
  for (let band = 0; band < wholeCols; band += 16) {
    const bandEnd = min(band + 16, wholeCols);
    for (let r = 0; r < wholeRows; r += 4) {
      for (let c = band; c < bandEnd; c += 4) {
        const from = x + r * xRow + (c << 2);
        const to = out + c * outRow + (r << 2);
        const r0 = v128.load(from);
        const r1 = v128.load(from + xRow);
        const r2 = v128.load(from + 2 * xRow);
        const r3 = v128.load(from + 3 * xRow);
        v128.store(to, firstColumn(r0, r1, r2, r3));
        v128.store(to + outRow, secondColumn(r0, r1, r2, r3));
        v128.store(to + 2 * outRow, thirdColumn(r0, r1, r2, r3));
        v128.store(to + 3 * outRow, fourthColumn(r0, r1, r2, r3));
      }
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let c = r < wholeRows ? wholeCols : 0; c < cols; c++) {
      store<f32>(out + c * outRow + (r << 2), load<f32>(x + r * xRow + (c << 2)));
    }
  }
}
