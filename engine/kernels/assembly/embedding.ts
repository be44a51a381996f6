import { add } from './binary';

// Indices are whole numbers as floats, and the caller's to check.

/** Rows of weight [_, d], one for each index. */
export function embeddingGather(n: i32, d: i32, out: usize, weight: usize, indices: usize): void {
  const width = <usize>d << 2;
  for (let i = 0; i < n; i++, out += width, indices += 4) {
    const from = weight + <usize>load<f32>(indices) * width;
    let at: usize = 0;
    for (; at + 16 <= width; at += 16) v128.store(out + at, v128.load(from + at));
    for (; at < width; at += 4) store<f32>(out + at, load<f32>(from + at));
  }
}

/** Adds each row of gradOutput to the row of gradWeight it came from, which starts as zeros or as what is there. */
export function embeddingScatterAdd(n: i32, d: i32, gradWeight: usize, gradOutput: usize, indices: usize): void {
  const width = <usize>d << 2;
  for (let i = 0; i < n; i++, gradOutput += width, indices += 4) {
    const to = gradWeight + <usize>load<f32>(indices) * width;
    add(d, to, to, gradOutput);
  }
}
