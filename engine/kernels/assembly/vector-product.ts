import { upperHalf } from './lanes';
import { finish, madd } from './multiply-add';

/** One row of a times b, whose rows lie in one piece. Steps are in bytes. */
export function rowTimesMatrix(
  k: i32,
  n: i32,
  out: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  accumulate: bool,
): void {
  let j = 0;
  for (; j + 16 <= n; j += 16, out += 64, b += 64) {
    let c0 = f32x4.splat(0);
    let c1 = f32x4.splat(0);
    let c2 = f32x4.splat(0);
    let c3 = f32x4.splat(0);
    for (let p = 0, x = a, w = b; p < k; p++, x += aStep, w += bStep) {
      const value = v128.load32_splat(x);
      c0 = madd(value, v128.load(w), c0);
      c1 = madd(value, v128.load(w, 16), c1);
      c2 = madd(value, v128.load(w, 32), c2);
      c3 = madd(value, v128.load(w, 48), c3);
    }
    finish(out, c0, accumulate);
    finish(out + 16, c1, accumulate);
    finish(out + 32, c2, accumulate);
    finish(out + 48, c3, accumulate);
  }
  for (; j + 4 <= n; j += 4, out += 16, b += 16) {
    let c = f32x4.splat(0);
    for (let p = 0, x = a, w = b; p < k; p++, x += aStep, w += bStep) {
      c = madd(v128.load32_splat(x), v128.load(w), c);
    }
    finish(out, c, accumulate);
  }
  for (; j < n; j++, out += 4, b += 4) {
    let c: f32 = 0;
    for (let p = 0, x = a, w = b; p < k; p++, x += aStep, w += bStep) c += load<f32>(x) * load<f32>(w);
    store<f32>(out, accumulate ? load<f32>(out) + c : c);
  }
}

/** Σ a · b in float32, sixteen running sums at a time. */
function shortDot(n: i32, a: usize, b: usize): f32 {
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let c2 = f32x4.splat(0);
  let c3 = f32x4.splat(0);
  let i = 0;
  for (; i + 16 <= n; i += 16, a += 64, b += 64) {
    c0 = madd(v128.load(a), v128.load(b), c0);
    c1 = madd(v128.load(a, 16), v128.load(b, 16), c1);
    c2 = madd(v128.load(a, 32), v128.load(b, 32), c2);
    c3 = madd(v128.load(a, 48), v128.load(b, 48), c3);
  }
  for (; i + 4 <= n; i += 4, a += 16, b += 16) c0 = madd(v128.load(a), v128.load(b), c0);
  let c = f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3));
  c = f32x4.add(c, upperHalf(c));
  let total = f32x4.extract_lane(c, 0) + f32x4.extract_lane(c, 1);
  for (; i < n; i++, a += 4, b += 4) total += load<f32>(a) * load<f32>(b);
  return total;
}

/** Rows of a times columns of b, where both lie in one piece. Steps are in bytes. */
export function dotsOfRows(
  m: i32,
  k: i32,
  n: i32,
  out: usize,
  a: usize,
  aRow: usize,
  b: usize,
  bColumn: usize,
  accumulate: bool,
): void {
  for (let i = 0; i < m; i++, a += aRow) {
    for (let j = 0, w = b; j < n; j++, out += 4, w += bColumn) {
      const c = shortDot(k, a, w);
      store<f32>(out, accumulate ? load<f32>(out) + c : c);
    }
  }
}
