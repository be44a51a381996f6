import type { Tensor } from './tensor.ts';

const LARGEST_SHOWN_WHOLE = 1000;
const EDGE_ITEMS = 3;
const LINE_WIDTH = 80;

/** Prints like PyTorch: four decimals, columns aligned, the middle of large tensors left out. */
export function formatTensor(source: Tensor): string {
  const shorten = source.size > LARGEST_SHOWN_WHOLE;
  const style = chooseStyle(source, shorten);
  const prefix = 'tensor(';
  const body =
    source.size === 0 ? emptyBody(source) : formatLevel(source, 0, source.offset, prefix.length, style, shorten);
  let suffix = source.dtype === 'float32' ? '' : `, dtype=${source.dtype}`;
  if (source.gradFn !== null) suffix += `, gradFn=<${source.gradFn.op}>`;
  else if (source.requiresGrad) suffix += ', requiresGrad=true';
  return `${prefix}${body}${suffix})`;
}

interface Style {
  readonly scientific: boolean;
  readonly width: number;
}

function emptyBody(source: Tensor): string {
  return source.ndim === 1 ? '[]' : `[], shape=[${source.shape.join(', ')}]`;
}

function shownIndices(length: number, shorten: boolean): number[] {
  const all = Array.from({ length }, (_, i) => i);
  return shorten && length > 2 * EDGE_ITEMS ? [...all.slice(0, EDGE_ITEMS), -1, ...all.slice(-EDGE_ITEMS)] : all;
}

function chooseStyle(source: Tensor, shorten: boolean): Style {
  const shown: number[] = [];
  const visit = (dim: number, offset: number): void => {
    if (dim === source.ndim) {
      shown.push(source.storage.data[offset]!);
      return;
    }
    for (const i of shownIndices(source.shape[dim]!, shorten))
      if (i >= 0) visit(dim + 1, offset + i * source.strides[dim]!);
  };
  visit(0, source.offset);
  const magnitudes = shown.map(Math.abs).filter((value) => value > 0 && Number.isFinite(value));
  const largest = magnitudes.reduce((a, b) => Math.max(a, b), 0);
  const smallest = magnitudes.reduce((a, b) => Math.min(a, b), Infinity);
  const whole = magnitudes.every(Number.isInteger);
  const scientific =
    magnitudes.length > 0 && (largest >= 1e8 || (!whole && (largest / smallest > 1000 || smallest < 1e-4)));
  const width = Math.max(...shown.map((value) => formatNumber(value, scientific).length));
  return { scientific, width };
}

function formatNumber(value: number, scientific: boolean): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = Object.is(value, -0) ? '-' : '';
  if (!scientific) return sign + value.toFixed(4);
  const [mantissa, exponent] = value.toExponential(4).split('e') as [string, string];
  return `${sign}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function formatLevel(
  source: Tensor,
  dim: number,
  offset: number,
  indent: number,
  style: Style,
  shorten: boolean,
): string {
  if (dim === source.ndim)
    return formatNumber(source.storage.data[offset]!, style.scientific).padStart(source.ndim === 0 ? 0 : style.width);
  const stride = source.strides[dim]!;
  const parts = shownIndices(source.shape[dim]!, shorten).map((i) =>
    i < 0 ? '...' : formatLevel(source, dim + 1, offset + i * stride, indent + 1, style, shorten),
  );
  const margin = ' '.repeat(indent + 1);
  if (dim < source.ndim - 1) {
    const blankLines = '\n'.repeat(source.ndim - 1 - dim);
    return `[${parts.join(`,${blankLines}${margin}`)}]`;
  }
  const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent - 1) / (style.width + 2)));
  const lines: string[] = [];
  for (let i = 0; i < parts.length; i += perLine) lines.push(parts.slice(i, i + perLine).join(', '));
  return `[${lines.join(`,\n${margin}`)}]`;
}
