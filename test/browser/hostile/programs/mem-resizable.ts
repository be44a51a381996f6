// expect: memory
// family: memory
// why: resizable buffers reserve far more than they hold
// must-show: stopped, or a RangeError
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const a: unknown[] = []; for (;;) { const b = new (ArrayBuffer as any)(1e7, { maxByteLength: 2 ** 32 }); b.resize(2e8); new Uint8Array(b).fill(1); a.push(b); } }
