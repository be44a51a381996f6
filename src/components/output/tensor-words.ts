/** A tensor in a line of words. */
import { summarise, type NumberSummary } from '../../runner/number-summary.ts';
import type { TensorPart } from '../../runner/protocol.ts';
import { formatNumber } from '../format-number.ts';

/** Of all its numbers, or of those that were sent. */
export function summaryOf(part: TensorPart): NumberSummary {
  return part.summary ?? summarise(part.data);
}

/** Shape and format, as learners write them. */
export function tensorName(part: TensorPart): string {
  return `Tensor [${part.shape.join(', ')}] ${part.dtype}`;
}

/** Size, range and mean; what of them is known of a part only is said. */
export function summaryWords(part: TensorPart): string {
  const { of, odd, low, mean, high } = summaryOf(part);
  const size = `${part.size.toLocaleString('en')} ${part.size === 1 ? 'number' : 'numbers'}`;
  if (of === 0) return size;
  const range =
    odd === of
      ? 'none finite'
      : `min ${formatNumber(low)}, mean ${formatNumber(mean)}, max ${formatNumber(high)}${odd > 0 ? `, ${odd.toLocaleString('en')} not finite` : ''}`;
  return `${size}; ${range}${of < part.size ? ` (of the first ${of.toLocaleString('en')})` : ''}`;
}

/** A tensor as text that can be pasted: rows of a small one, a line of words for any other. */
export function tensorText(part: TensorPart): string {
  if (part.shape.length > 2 || part.size > 256 || part.data.length < part.size) {
    return `${tensorName(part)}, ${summaryWords(part)}`;
  }
  const width = part.shape.at(-1) ?? 1;
  const texts = part.data.map((value) => String(value ?? 'NaN'));
  const rows =
    width === 0 ? [] : Array.from({ length: part.size / width }, (_, r) => texts.slice(r * width, (r + 1) * width));
  if (part.shape.length === 0) return `tensor(${texts.join()})`;
  const inner = rows.map((row) => `[${row.join(', ')}]`);
  return part.shape.length === 1 ? `tensor(${inner.join()})` : `tensor([${inner.join(', ')}])`;
}
