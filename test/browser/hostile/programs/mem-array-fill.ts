// expect: memory
// family: memory
// why: one array too big for the heap: V8 may abort its process at once
// must-show: stopped, or a RangeError; the page lives and the next run works
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { const a: unknown[] = []; for (;;) a.push(new Array(2 ** 27 - 8).fill({})); }
