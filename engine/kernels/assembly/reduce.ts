import { loadSome, sumOfDoubles, upperHalf } from './lanes';

// Running sums are float64, so that a long float32 sum does not lose its last digits one by one.

@inline
function addLower(total: v128, x: v128): v128 {
  return f64x2.add(total, f64x2.promote_low_f32x4(x));
}

@inline
function addUpper(total: v128, x: v128): v128 {
  return f64x2.add(total, f64x2.promote_low_f32x4(upperHalf(x)));
}

export function sum(n: i32, x: usize): f64 {
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let t2 = f64x2.splat(0);
  let t3 = f64x2.splat(0);
  const endOfBlocks = x + ((<usize>n >> 3) << 5);
  const end = x + ((<usize>n >> 2) << 4);
  for (; x < endOfBlocks; x += 32) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    t0 = addLower(t0, a);
    t1 = addUpper(t1, a);
    t2 = addLower(t2, b);
    t3 = addUpper(t3, b);
  }
  if (x < end) {
    const a = v128.load(x);
    t0 = addLower(t0, a);
    t1 = addUpper(t1, a);
    x += 16;
  }
  if (n & 3) {
    const a = loadSome(x, n & 3, f32x4.splat(0));
    t2 = addLower(t2, a);
    t3 = addUpper(t3, a);
  }
  return sumOfDoubles(f64x2.add(f64x2.add(t0, t1), f64x2.add(t2, t3)));
}

@inline
function storeAsFloats(to: usize, lower: v128, upper: v128): void {
  v128.store(to, v128.shuffle<f32>(f32x4.demote_f64x2_zero(lower), f32x4.demote_f64x2_zero(upper), 0, 1, 4, 5));
}

/** Sixteen columns at once, which is one line of the cache. */
function sumSixteenColumns(count: i32, step: usize, out: usize, x: usize): void {
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let t2 = f64x2.splat(0);
  let t3 = f64x2.splat(0);
  let t4 = f64x2.splat(0);
  let t5 = f64x2.splat(0);
  let t6 = f64x2.splat(0);
  let t7 = f64x2.splat(0);
  for (let r = 0; r < count; r++, x += step) {
    const a = v128.load(x);
    t0 = addLower(t0, a);
    t1 = addUpper(t1, a);
    const b = v128.load(x, 16);
    t2 = addLower(t2, b);
    t3 = addUpper(t3, b);
    const c = v128.load(x, 32);
    t4 = addLower(t4, c);
    t5 = addUpper(t5, c);
    const d = v128.load(x, 48);
    t6 = addLower(t6, d);
    t7 = addUpper(t7, d);
  }
  storeAsFloats(out, t0, t1);
  storeAsFloats(out + 16, t2, t3);
  storeAsFloats(out + 32, t4, t5);
  storeAsFloats(out + 48, t6, t7);
}

function sumFourColumns(count: i32, step: usize, out: usize, x: usize): void {
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  for (let r = 0; r < count; r++, x += step) {
    const a = v128.load(x);
    t0 = addLower(t0, a);
    t1 = addUpper(t1, a);
  }
  storeAsFloats(out, t0, t1);
}

/** A contiguous tensor seen as [outer, count, inner], without the middle. */
export function sumRows(outer: i32, count: i32, inner: i32, out: usize, x: usize): void {
  const step = <usize>inner << 2;
  if (inner == 1) {
    for (let o = 0; o < outer; o++) store<f32>(out + (o << 2), <f32>sum(count, x + ((<usize>o * count) << 2)));
    return;
  }
  for (let o = 0; o < outer; o++, x += count * step, out += step) {
    let c = 0;
    for (; c + 16 <= inner; c += 16) sumSixteenColumns(count, step, out + (c << 2), x + (c << 2));
    for (; c + 4 <= inner; c += 4) sumFourColumns(count, step, out + (c << 2), x + (c << 2));
    for (; c < inner; c++) {
      let total: f64 = 0;
      let from = x + (c << 2);
      for (let r = 0; r < count; r++, from += step) total += <f64>load<f32>(from);
      store<f32>(out + (c << 2), <f32>total);
    }
  }
}

@inline
function addProducts(total: v128, a: v128, b: v128): v128 {
  return f64x2.add(total, f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)));
}

/** Σ a · b, with exact products. */
export function dot(n: i32, a: usize, b: usize): f64 {
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  const end = a + ((<usize>n >> 2) << 4);
  for (; a < end; a += 16, b += 16) {
    const x = v128.load(a);
    const y = v128.load(b);
    t0 = addProducts(t0, x, y);
    t1 = addProducts(t1, upperHalf(x), upperHalf(y));
  }
  if (n & 3) {
    const x = loadSome(a, n & 3, f32x4.splat(0));
    const y = loadSome(b, n & 3, f32x4.splat(0));
    t0 = addProducts(t0, x, y);
    t1 = addProducts(t1, upperHalf(x), upperHalf(y));
  }
  return sumOfDoubles(f64x2.add(t0, t1));
}
