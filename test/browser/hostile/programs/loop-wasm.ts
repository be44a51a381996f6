// expect: timeout
// family: loop
// why: an endless loop inside WebAssembly, where no JavaScript runs
// must-show: stopped at the deadline
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11]);
const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as any;
export function grad(x: number[], w: number[]): number[] { f(); return w; }
