/** One to three numbers into the first lanes; the others are those of `rest`. */
export function loadSome(from: usize, count: i32, rest: v128): v128 {
  let v = v128.load32_lane(from, rest, 0);
  if (count > 1) v = v128.load32_lane(from, v, 1, 4);
  if (count > 2) v = v128.load32_lane(from, v, 2, 8);
  return v;
}

/** The first one to three lanes. */
export function storeSome(to: usize, count: i32, v: v128): void {
  v128.store32_lane(to, v, 0);
  if (count > 1) v128.store32_lane(to, v, 1, 4);
  if (count > 2) v128.store32_lane(to, v, 2, 8);
}

/** Lanes 2 and 3 in the place of 0 and 1. */
@inline
export function upperHalf(v: v128): v128 {
  return v128.shuffle<f32>(v, v, 2, 3, 2, 3);
}

@inline
export function sumOfDoubles(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** The bits of `number` in all lanes: a constant that is not worth a place in the table. */
@inline
export function bits(number: i32): v128 {
  return i32x4.splat(number);
}

/** Four numbers, or as many as there are before zeros. */
@inline
export function loadUpTo(from: usize, count: i32): v128 {
  return count >= 4 ? v128.load(from) : loadSome(from, count, f32x4.splat(0));
}

/** Four numbers, or as many as there is room for. */
@inline
export function storeUpTo(to: usize, count: i32, v: v128): void {
  if (count >= 4) v128.store(to, v);
  else storeSome(to, count, v);
}
