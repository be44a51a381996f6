// Measures the compiled kernels: `node test/bench/kernels.ts`, with `--plain` without fused products. Times are the best of several rounds, since a machine
// that is busy with something else only ever makes them longer.
import { KERNEL_BYTES, createWasmKernels } from '../../engine/kernels/wasm.ts';

const MEMORY_PAGES = 1024;
const ROUNDS = 15;

const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES });
const found = createWasmKernels(memory, { fused: !process.argv.includes('--plain') });
if (found === undefined) throw new Error('This machine has no WebAssembly with SIMD.');
const kernels = found;

const floats = new Float32Array(memory.buffer);
const firstFree = KERNEL_BYTES;
/** Numbers from −½ to ½ everywhere, for what was left there may be slow to compute with. */
function refill(): void {
  for (let i = firstFree / 4; i < floats.length; i++) floats[i] = ((i * 7919) % 1000) / 1000 - 0.5;
}
refill();

/** Seconds a call takes, in the best round; a round is long enough for the clock. */
function secondsOf(run: () => void): number {
  run();
  let repeats = 1;
  const round = (): number => {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) run();
    return (performance.now() - start) / 1000;
  };
  while (round() < 0.01) repeats *= 2;
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) best = Math.min(best, round() / repeats);
  return best;
}

const place = (index: number, size: number): number => firstFree + index * ((size * 4 + 63) & ~63);

function printMatmul(m: number, k: number, n: number, aTransposed = false, bTransposed = false): void {
  const size = Math.max(m * k, k * n, m * n);
  const [out, a, b] = [place(0, size), place(1, size), place(2, size)];
  const seconds = secondsOf(() =>
    kernels.matmul(
      m,
      k,
      n,
      out,
      a,
      aTransposed ? 1 : k,
      aTransposed ? m : 1,
      b,
      bTransposed ? 1 : n,
      bTransposed ? k : 1,
      0,
    ),
  );
  const name = `${m}×${k}${aTransposed ? 'ᵀ' : ''} · ${k}×${n}${bTransposed ? 'ᵀ' : ''}`;
  const rate = (2 * m * k * n) / seconds / 1e9;
  console.log(
    `matmul ${name.padEnd(24)} ${rate.toFixed(1).padStart(6)} GFLOP/s ${(seconds * 1e9).toFixed(0).padStart(12)} ns`,
  );
}

function printLoopMatmul(size: number): void {
  const at = (index: number): Float32Array => floats.subarray(place(index, size * size) / 4).subarray(0, size * size);
  const [out, a, b] = [at(0), at(1), at(2)];
  const seconds = secondsOf(() => {
    out.fill(0);
    for (let i = 0; i < size; i++) {
      for (let p = 0; p < size; p++) {
        const value = a[i * size + p]!;
        for (let j = 0; j < size; j++) out[i * size + j]! += value * b[p * size + j]!;
      }
    }
  });
  console.log(`  loop in JavaScript, ${size}: ${((2 * size ** 3) / seconds / 1e9).toFixed(1)} GFLOP/s`);
}

function printElementwise(name: string, n: number, arrays: number, run: () => void): void {
  const seconds = secondsOf(run);
  const rate = (arrays * 4 * n) / seconds / 1e9;
  console.log(
    `${name.padEnd(22)} ${String(n).padStart(8)} ${rate.toFixed(1).padStart(6)} GB/s ${((seconds * 1e9) / n).toFixed(2).padStart(8)} ns each ${(seconds * 1e9).toFixed(0).padStart(10)} ns`,
  );
}

for (const size of [16, 32, 64, 128, 256, 512, 1024]) printMatmul(size, size, size);
for (const size of [64, 256]) printLoopMatmul(size);
for (const [m, k, n] of [
  [32, 2, 16],
  [32, 16, 16],
  [32, 16, 1],
  [64, 784, 128],
  [64, 128, 10],
  [1, 784, 128],
  [8, 9, 784],
  [16, 72, 196],
  [16, 72, 784],
  [32, 144, 196],
  [32, 288, 49],
  [1, 16, 16],
] as const) {
  printMatmul(m, k, n);
  printMatmul(m, k, n, true);
  printMatmul(m, k, n, false, true);
}

for (const n of [16, 512, 1_000_000]) {
  refill();
  const [out, a, b, c] = [place(0, n), place(1, n), place(2, n), place(3, n)];
  const view = (address: number): Float32Array => new Float32Array(memory.buffer, address, n);
  const [outs, as, bs] = [view(out), view(a), view(b)];
  printElementwise('add', n, 3, () => kernels.add(n, out, a, b));
  printElementwise('mul', n, 3, () => kernels.mul(n, out, a, b));
  printElementwise('mulScalar', n, 2, () => kernels.mulScalar(n, out, a, 1.5));
  for (const name of ['exp', 'log', 'tanh', 'sigmoid', 'softplus', 'relu', 'sqrt', 'gelu', 'silu'] as const) {
    const kernel = kernels[name];
    printElementwise(name, n, 2, () => kernel(n, out, b));
  }
  printElementwise('tanhBackward', n, 3, () => kernels.tanhBackward(n, out, a, b));
  printElementwise('sum', n, 1, () => kernels.sum(n, a));
  printElementwise('dot', n, 2, () => kernels.dot(n, a, b));
  printElementwise('sgdStep', n, 3, () => kernels.sgdStep(n, out, a, 1e-9));
  kernels.fill(n, c, 0);
  kernels.fill(n, out, 0);
  printElementwise('adamStep', n, 7, () => kernels.adamStep(n, a, b, out, c, 1e-9, 0.9, 0.999, 1e-8, 0, 0, 0.5, 0.5));
  printElementwise('  add, JavaScript', n, 3, () => {
    for (let i = 0; i < n; i++) outs[i] = as[i]! + bs[i]!;
  });
  printElementwise('  exp, JavaScript', n, 2, () => {
    for (let i = 0; i < n; i++) outs[i] = Math.exp(bs[i]!);
  });
}
for (const [rows, cols] of [
  [64, 10],
  [1000, 1000],
] as const) {
  refill();
  const n = rows * cols;
  const [out, a, b] = [place(0, n), place(1, n), place(2, n)];
  printElementwise(`softmax ${rows}×${cols}`, n, 2, () => kernels.softmax(rows, cols, out, b));
  printElementwise(`logSoftmax ${rows}×${cols}`, n, 2, () => kernels.logSoftmax(rows, cols, out, b));
  printElementwise(`sumRows ${rows}×${cols}`, n, 1, () => kernels.sumRows(1, rows, cols, out, b));
  printElementwise(`addRow ${rows}×${cols}`, n, 2, () => kernels.addRow(rows, cols, out, b, a));
  printElementwise(`transpose2d ${rows}×${cols}`, n, 2, () => kernels.transpose2d(rows, cols, out, b));
}

function printRate(name: string, operations: number, run: () => void): void {
  const seconds = secondsOf(run);
  const rate = operations / seconds / 1e9;
  console.log(
    `${name.padEnd(36)} ${rate.toFixed(1).padStart(6)} GFLOP/s ${(seconds * 1e9).toFixed(0).padStart(12)} ns`,
  );
}

for (const [batch, channels, size, outChannels] of [
  [32, 1, 28, 8],
  [32, 8, 14, 16],
  [1, 64, 28, 64],
] as const) {
  refill();
  const numbers = Math.max(batch * Math.max(channels, outChannels) * size * size, channels * 9 * size * size);
  const [out, x, weight, workspace] = [place(0, numbers), place(1, numbers), place(2, numbers), place(3, numbers)];
  const geometry = [batch, channels, size, size, outChannels, 3, 3, 1, 1, 1, 1, 1, 1, 1] as const;
  const operations = 2 * batch * outChannels * channels * 9 * size * size;
  const name = `${batch}×${channels}×${size}×${size} to ${outChannels}`;
  printRate(`conv2d ${name}`, operations, () => kernels.conv2dForward(...geometry, out, x, weight, 0, workspace));
  printRate('  gradInput', operations, () => kernels.conv2dBackwardInput(...geometry, out, x, weight, workspace));
  printRate('  gradWeight', operations, () => kernels.conv2dBackwardWeight(...geometry, out, x, weight, workspace));
}
{
  refill();
  const n = 32 * 8 * 28 * 28;
  const [out, a, b, c] = [place(0, n), place(1, n), place(2, n), place(3, n)];
  const planes = [32 * 8, 28, 28, 2, 2, 2, 2, 0, 0] as const;
  printElementwise('maxPool2d 2×2', n, 1, () => kernels.maxPool2dForward(...planes, 1, 1, 14, 14, out, b, a));
  printElementwise('maxPool2dBackward', n, 1, () => kernels.maxPool2dBackward(32 * 8, 784, 196, out, a, b));
  printElementwise('avgPool2d 2×2', n, 1, () => kernels.avgPool2dForward(...planes, 14, 14, 1, out, a));
  refill();
  printElementwise('lstmCell 32×128', 32 * 128, 13, () => kernels.lstmCell(32, 128, out, a, b, c, 0));
  printElementwise('lstmCellBackward', 32 * 128, 13, () => kernels.lstmCellBackward(32, 128, out, b, a, b, c, 0));
  printElementwise('layerNorm 256×128', 256 * 128, 2, () =>
    kernels.layerNorm(256, 128, out, a, b, b, 1e-5, c, c + 4096),
  );
  kernels.layerNorm(256, 128, out, a, 0, 0, 1e-5, c, c + 4096);
  printElementwise('layerNormBackward', 256 * 128, 3, () =>
    kernels.layerNormBackward(256, 128, out, b, b + 4096, a, a, 0, c, c + 4096),
  );
  kernels.fill(64, c, 3);
  printElementwise('crossEntropy 64×10', 640, 2, () => kernels.crossEntropyForward(64, 10, out, b, a, c));
}
