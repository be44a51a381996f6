import { divScalar, mulScalar } from './binary';
import { fill } from './copying';
import { logOfTotal } from './logarithm';
import { expAll, largestOf } from './row-exponentials';

/**
 * Softmax of each row, and −ln of the share of its class.
 *
 * Classes are whole numbers as floats; one that is no column is ignored: loss 0, gradient 0.
 */
export function crossEntropyForward(
  rows: i32,
  cols: i32,
  probabilitiesOut: usize,
  losses: usize,
  logits: usize,
  classes: usize,
): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, probabilitiesOut += step, logits += step) {
    const which = <i32>load<f32>(classes + (r << 2));
    const known = which >= 0 && which < cols;
    const largest = largestOf(cols, logits);
    // Read before the probabilities are written, which may be over the logits.
    const score: f32 = known ? load<f32>(logits + (which << 2)) : largest;
    const total = expAll(cols, probabilitiesOut, logits, largest);
    divScalar(cols, probabilitiesOut, probabilitiesOut, <f32>total);
    store<f32>(losses + (r << 2), known ? logOfTotal(total) + (largest - score) : 0);
  }
}

/** (probabilities − 1 at the class) · scale. */
export function crossEntropyBackward(
  rows: i32,
  cols: i32,
  gradInput: usize,
  probabilities: usize,
  classes: usize,
  scale: f32,
): void {
  const step = <usize>cols << 2;
  for (let r = 0; r < rows; r++, gradInput += step, probabilities += step) {
    const which = <i32>load<f32>(classes + (r << 2));
    if (which >= 0 && which < cols) {
      const at = <usize>which << 2;
      const share = load<f32>(probabilities + at);
      mulScalar(cols, gradInput, probabilities, scale);
      store<f32>(gradInput + at, (share - 1) * scale);
    } else fill(cols, gradInput, 0);
  }
}
