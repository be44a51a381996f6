// expect: timeout
// family: loop
// why: one native call that takes seconds and cannot be interrupted
// must-show: stopped; CPU idle within 1 s
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { for (;;) 3n ** 20000000n; }
