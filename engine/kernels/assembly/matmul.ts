import { BLOCK_K, BLOCK_M, BLOCK_N, PACKED_A, PACKED_B, TILE } from './addresses';
import { ROWS } from './multiply-add';
import { packStrips } from './packing';
import { copyFromTile, directHalfTile, directTile, packedTile } from './tile';
import { dotsOfRows, rowTimesMatrix } from './vector-product';

/** Up to this many numbers a or b stays in the first cache, and packing it costs more than it gains. */
const SMALL = 12288;
/** So few rows that b is not read often enough to be packed for it. */
const FEW_ROWS = 48;

/** One tile of a product whose a is not packed, at row i and column j; `to` is its place in the result. */
@inline
function multiplyCell(
  m: i32,
  k: i32,
  n: i32,
  i: i32,
  j: i32,
  to: usize,
  row0: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  accumulate: bool,
): void {
  const outRow = <usize>n << 2;
  const rows = min(4, m - i);
  const cols = min(8, n - j);
  // Rows that do not exist repeat the first, into a tile of which they are not copied.
  const row1 = rows > 1 ? row0 + aRow : row0;
  const row2 = rows > 2 ? row1 + aRow : row0;
  const row3 = rows > 3 ? row2 + aRow : row0;
  const whole = rows == 4 && cols == 8;
  const target = whole ? to : TILE;
  const targetRow = whole ? outRow : 32;
  if (cols > 4) {
    directTile(k, target, targetRow, row0, row1, row2, row3, aStep, b, bStep, whole && accumulate);
  } else directHalfTile(k, target, targetRow, row0, row1, row2, row3, aStep, b, bStep);
  if (!whole) copyFromTile(rows, cols, to, outRow, accumulate);
}

/** Tiles that read a where it lies; b too, but for columns that are not neighbours and for the last few. */
function multiplyDirectly(
  m: i32,
  k: i32,
  n: i32,
  out: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  accumulate: bool,
): void {
  const inPlace = bColumn == 4 ? n & ~7 : 0;
  if (inPlace < n) packStrips(8, n - inPlace, k, PACKED_B, b + inPlace * bColumn, bColumn, bRow);
  // The smaller of a and b is what stays in the first cache while the other passes by.
  const columnsFirst = m < n;
  const outer = columnsFirst ? n : m;
  const inner = columnsFirst ? m : n;
  const outerStep = columnsFirst ? 8 : 4;
  const innerStep = columnsFirst ? 4 : 8;
  for (let o = 0; o < outer; o += outerStep) {
    for (let p = 0; p < inner; p += innerStep) {
      const i = columnsFirst ? p : o;
      const j = columnsFirst ? o : p;
      const there = j < inPlace;
      const from = there ? b + (j << 2) : PACKED_B + (((j - inPlace) * k) << 2);
      const to = out + ((i * n + j) << 2);
      multiplyCell(m, k, n, i, j, to, a + i * aRow, aRow, aStep, from, there ? bRow : 32, accumulate);
    }
  }
}

/** All tiles of one block: strips of a against strips of b. */
function multiplyBlock(m: i32, k: i32, n: i32, out: usize, outRow: usize, accumulate: bool): void {
  let b = PACKED_B;
  for (let j = 0; j < n; j += 8, b += <usize>k << 5) {
    const cols = min(8, n - j);
    let a = PACKED_A;
    let to = out + (j << 2);
    for (let i = 0; i < m; i += ROWS, a += (k * ROWS) << 2, to += ROWS * outRow) {
      const rows = min(ROWS, m - i);
      if (rows == ROWS && cols == 8) packedTile(k, to, outRow, a, b, accumulate);
      else {
        packedTile(k, TILE, 32, a, b, false);
        copyFromTile(rows, cols, to, outRow, accumulate);
      }
    }
  }
}

function multiplyPacked(
  m: i32,
  k: i32,
  n: i32,
  out: usize,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  accumulate: bool,
): void {
  const outRow = <usize>n << 2;
  for (let j = 0; j < n; j += BLOCK_N) {
    const cols = min(BLOCK_N, n - j);
    for (let p = 0; p < k; p += BLOCK_K) {
      const depth = min(BLOCK_K, k - p);
      packStrips(8, cols, depth, PACKED_B, b + p * bRow + j * bColumn, bColumn, bRow);
      for (let i = 0; i < m; i += BLOCK_M) {
        const rows = min(BLOCK_M, m - i);
        packStrips(ROWS, rows, depth, PACKED_A, a + i * aRow + p * aStep, aRow, aStep);
        multiplyBlock(rows, depth, cols, out + i * outRow + (j << 2), outRow, accumulate || p > 0);
      }
    }
  }
}

/** out[m, n] = a[m, k] · b[k, n], or added to it; `out` is contiguous. */
export function matmul(
  m: i32,
  k: i32,
  n: i32,
  out: usize,
  a: usize,
  aRowStride: i32,
  aColStride: i32,
  b: usize,
  bRowStride: i32,
  bColStride: i32,
  accumulate: i32,
): void {
  const adds = accumulate != 0;
  if (n == 1 && m > 1) {
    // (a · b)ᵀ = bᵀ · aᵀ, and one row is the better case.
    matmul(1, k, m, out, b, bColStride, bRowStride, a, aColStride, aRowStride, accumulate);
    return;
  }
  const aRow = aRowStride << 2;
  const aStep = aColStride << 2;
  const bRow = bRowStride << 2;
  const bColumn = bColStride << 2;
  if (m < 4 && bColumn == 4) {
    for (let i = 0; i < m; i++, a += aRow, out += n << 2) rowTimesMatrix(k, n, out, a, aStep, b, bRow, adds);
  } else if (m < 4 && bRow == 4 && aStep == 4) dotsOfRows(m, k, n, out, a, aRow, b, bColumn, adds);
  else if (k * n <= SMALL || (m <= FEW_ROWS && bColumn == 4 && m * k <= SMALL)) {
    multiplyDirectly(m, k, n, out, a, aRow, aStep, b, bRow, bColumn, adds);
  } else if (k > 0) multiplyPacked(m, k, n, out, a, aRow, aStep, b, bRow, bColumn, adds);
}

/** One product after another; strides between them may be 0. */
export function batchedMatmul(
  batch: i32,
  m: i32,
  k: i32,
  n: i32,
  out: usize,
  a: usize,
  aBatchStride: i32,
  aRowStride: i32,
  aColStride: i32,
  b: usize,
  bBatchStride: i32,
  bRowStride: i32,
  bColStride: i32,
  accumulate: i32,
): void {
  for (let i = 0; i < batch; i++) {
    matmul(m, k, n, out, a, aRowStride, aColStride, b, bRowStride, bColStride, accumulate);
    out += (m * n) << 2;
    a += aBatchStride << 2;
    b += bBatchStride << 2;
  }
}
