import { TILE } from './addresses';
import { finish, madd, ROWS } from './multiply-add';

/**
 * A tile of a product, from strips: eight columns by as many rows as there are registers for.
 *
 * k stays a plain loop, since unrolled it runs out of registers.
 */
export function packedTile(k: i32, out: usize, outRow: usize, a: usize, b: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  for (const end = b + (<usize>k << 5); b < end; a += ROWS << 2, b += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    if (ROWS == 6) {
      const a4 = v128.load32_splat(a, 16);
      c40 = madd(a4, b0, c40);
      c41 = madd(a4, b1, c41);
      const a5 = v128.load32_splat(a, 20);
      c50 = madd(a5, b0, c50);
      c51 = madd(a5, b1, c51);
    }
  }
  finish(out, c00, accumulate);
  finish(out + 16, c01, accumulate);
  finish(out + outRow, c10, accumulate);
  finish(out + outRow + 16, c11, accumulate);
  finish(out + 2 * outRow, c20, accumulate);
  finish(out + 2 * outRow + 16, c21, accumulate);
  finish(out + 3 * outRow, c30, accumulate);
  finish(out + 3 * outRow + 16, c31, accumulate);
  if (ROWS == 6) {
    finish(out + 4 * outRow, c40, accumulate);
    finish(out + 4 * outRow + 16, c41, accumulate);
    finish(out + 5 * outRow, c50, accumulate);
    finish(out + 5 * outRow + 16, c51, accumulate);
  }
}

/** Four rows by eight columns, where rows of a lie anywhere and b is read with any step from one k to the next. */
export function directTile(
  k: i32,
  out: usize,
  outRow: usize,
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  accumulate: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let at: usize = 0;
  for (let p = 0; p < k; p++, at += aStep, b += bStep) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(row0 + at);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(row1 + at);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load32_splat(row2 + at);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(row3 + at);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
  }
  finish(out, c00, accumulate);
  finish(out + 16, c01, accumulate);
  finish(out + outRow, c10, accumulate);
  finish(out + outRow + 16, c11, accumulate);
  finish(out + 2 * outRow, c20, accumulate);
  finish(out + 2 * outRow + 16, c21, accumulate);
  finish(out + 3 * outRow, c30, accumulate);
  finish(out + 3 * outRow + 16, c31, accumulate);
}

/** Four rows by four columns, for narrow ends. */
export function directHalfTile(
  k: i32,
  out: usize,
  outRow: usize,
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
): void {
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let c2 = f32x4.splat(0);
  let c3 = f32x4.splat(0);
  let at: usize = 0;
  for (let p = 0; p < k; p++, at += aStep, b += bStep) {
    const b0 = v128.load(b);
    c0 = madd(v128.load32_splat(row0 + at), b0, c0);
    c1 = madd(v128.load32_splat(row1 + at), b0, c1);
    c2 = madd(v128.load32_splat(row2 + at), b0, c2);
    c3 = madd(v128.load32_splat(row3 + at), b0, c3);
  }
  v128.store(out, c0);
  v128.store(out + outRow, c1);
  v128.store(out + 2 * outRow, c2);
  v128.store(out + 3 * outRow, c3);
}

/** Copies the part of a tile that lies inside the result. */
export function copyFromTile(rows: i32, cols: i32, out: usize, outRow: usize, accumulate: bool): void {
  for (let r = 0; r < rows; r++, out += outRow) {
    const from = TILE + (r << 5);
    for (let c = 0; c < cols << 2; c += 4) {
      const value = load<f32>(from + c);
      store<f32>(out + c, accumulate ? load<f32>(out + c) + value : value);
    }
  }
}
