import { fill } from './copying';
import { softmax } from './softmax';

/**
 * Softmax over the first numbers of each row: one in the first row, two in the second, and so on; 0 for the others.
 *
 * Rows come in squares or oblongs of `queries` rows each; in each of them the count starts afresh.
 */
export function causalSoftmax(rows: i32, cols: i32, queries: i32, out: usize, x: usize): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, out += step, x += step) {
    const seen = min(cols, (r % queries) + 1);
    softmax(1, seen, out, x);
    fill(cols - seen, out + (<usize>seen << 2), 0);
  }
}
