/** How many rows a tile has: with one instruction for a · b + c, fewer registers go to what lies between. */
export const ROWS: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/** a · b + c, rounded once where the machine can. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
export function finish(out: usize, c: v128, accumulate: bool): void {
  v128.store(out, accumulate ? f32x4.add(v128.load(out), c) : c);
}
