import { loadSome, storeSome } from './lanes';

const ADD = 0;
const SUB = 1;
const MUL = 2;
const DIV = 3;
const MAXIMUM = 4;
const MINIMUM = 5;
const SUB_FROM = 6;
const DIV_INTO = 7;

@inline
function apply(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return f32x4.add(a, b);
  if (op == SUB) return f32x4.sub(a, b);
  if (op == MUL) return f32x4.mul(a, b);
  if (op == DIV) return f32x4.div(a, b);
  if (op == MAXIMUM) return f32x4.max(a, b);
  if (op == MINIMUM) return f32x4.min(a, b);
  if (op == SUB_FROM) return f32x4.sub(b, a);
  return f32x4.div(b, a);
}

@inline
function pairs(op: i32, n: i32, out: usize, a: usize, b: usize): void {
  const endOfBlocks = out + ((<usize>n >> 4) << 6);
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < endOfBlocks; out += 64, a += 64, b += 64) {
    v128.store(out, apply(op, v128.load(a), v128.load(b)));
    v128.store(out, apply(op, v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(out, apply(op, v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(out, apply(op, v128.load(a, 48), v128.load(b, 48)), 48);
  }
  for (; out < end; out += 16, a += 16, b += 16) v128.store(out, apply(op, v128.load(a), v128.load(b)));
  const rest = n & 3;
  if (rest) {
    const zero = f32x4.splat(0);
    storeSome(out, rest, apply(op, loadSome(a, rest, zero), loadSome(b, rest, zero)));
  }
}

/** Each number with the same one. */
@inline
function pairsWith(op: i32, n: i32, out: usize, a: usize, s: f32): void {
  const b = f32x4.splat(s);
  const endOfBlocks = out + ((<usize>n >> 4) << 6);
  const end = out + ((<usize>n >> 2) << 4);
  for (; out < endOfBlocks; out += 64, a += 64) {
    v128.store(out, apply(op, v128.load(a), b));
    v128.store(out, apply(op, v128.load(a, 16), b), 16);
    v128.store(out, apply(op, v128.load(a, 32), b), 32);
    v128.store(out, apply(op, v128.load(a, 48), b), 48);
  }
  for (; out < end; out += 16, a += 16) v128.store(out, apply(op, v128.load(a), b));
  const rest = n & 3;
  if (rest) storeSome(out, rest, apply(op, loadSome(a, rest, b), b));
}

export function add(n: i32, out: usize, a: usize, b: usize): void {
  pairs(ADD, n, out, a, b);
}
export function sub(n: i32, out: usize, a: usize, b: usize): void {
  pairs(SUB, n, out, a, b);
}
export function mul(n: i32, out: usize, a: usize, b: usize): void {
  pairs(MUL, n, out, a, b);
}
export function div(n: i32, out: usize, a: usize, b: usize): void {
  pairs(DIV, n, out, a, b);
}
export function maximum(n: i32, out: usize, a: usize, b: usize): void {
  pairs(MAXIMUM, n, out, a, b);
}
export function minimum(n: i32, out: usize, a: usize, b: usize): void {
  pairs(MINIMUM, n, out, a, b);
}

export function addScalar(n: i32, out: usize, a: usize, s: f32): void {
  pairsWith(ADD, n, out, a, s);
}
export function subScalar(n: i32, out: usize, a: usize, s: f32): void {
  pairsWith(SUB, n, out, a, s);
}
export function mulScalar(n: i32, out: usize, a: usize, s: f32): void {
  pairsWith(MUL, n, out, a, s);
}
export function divScalar(n: i32, out: usize, a: usize, s: f32): void {
  pairsWith(DIV, n, out, a, s);
}
/** s − a. */
export function rsubScalar(n: i32, out: usize, a: usize, s: f32): void {
  pairsWith(SUB_FROM, n, out, a, s);
}
/** s / a. */
export function rdivScalar(n: i32, out: usize, a: usize, s: f32): void {
  pairsWith(DIV_INTO, n, out, a, s);
}
