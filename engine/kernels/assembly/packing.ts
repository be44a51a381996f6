import { firstColumn, fourthColumn, secondColumn, thirdColumn } from './transpose';

/** Copies p from 0 to k of four neighbouring lanes into a strip whose rows are `width` bytes long. */
function packFour(k: i32, to: usize, width: usize, from: usize, laneStep: usize, kStep: usize): void {
  if (laneStep == 4) {
    for (let p = 0; p < k; p++, to += width, from += kStep) v128.store(to, v128.load(from));
    return;
  }
  const second = from + laneStep;
  const third = second + laneStep;
  const fourth = third + laneStep;
  let offset: usize = 0;
  let p = 0;
  if (kStep == 4) {
    for (; p + 4 <= k; p += 4, offset += 16, to += 4 * width) {
      const r0 = v128.load(from + offset);
      const r1 = v128.load(second + offset);
      const r2 = v128.load(third + offset);
      const r3 = v128.load(fourth + offset);
      v128.store(to, firstColumn(r0, r1, r2, r3));
      v128.store(to + width, secondColumn(r0, r1, r2, r3));
      v128.store(to + 2 * width, thirdColumn(r0, r1, r2, r3));
      v128.store(to + 3 * width, fourthColumn(r0, r1, r2, r3));
    }
  }
  for (; p < k; p++, offset += kStep, to += width) {
    store<f32>(to, load<f32>(from + offset));
    store<f32>(to, load<f32>(second + offset), 4);
    store<f32>(to, load<f32>(third + offset), 8);
    store<f32>(to, load<f32>(fourth + offset), 12);
  }
}

/** One lane, or zeros where there is none. */
function packOne(k: i32, to: usize, width: usize, from: usize, kStep: usize, present: bool): void {
  for (let p = 0; p < k; p++, to += width, from += kStep) store<f32>(to, present ? load<f32>(from) : 0);
}

/**
 * Lays `count` lanes out in strips of `lanes`, k after k, so that a tile reads one address after another.
 *
 * A lane is a row of a or a column of b. The last strip is filled up with zeros. Steps are in bytes.
 */
@inline
export function packStrips(
  lanes: i32,
  count: i32,
  k: i32,
  to: usize,
  from: usize,
  laneStep: usize,
  kStep: usize,
): void {
  const width = <usize>lanes << 2;
  for (let first = 0; first < count; first += lanes, to += k * width) {
    let lane = 0;
    const present = min(lanes, count - first);
    for (; lane + 4 <= present; lane += 4) {
      packFour(k, to + (lane << 2), width, from + (first + lane) * laneStep, laneStep, kStep);
    }
    for (; lane < lanes; lane++) {
      packOne(k, to + (lane << 2), width, from + (first + lane) * laneStep, kStep, lane < present);
    }
  }
}
