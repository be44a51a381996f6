// expect: timeout
// family: loop
// why: the answer is a Proxy whose get trap hangs
// must-show: stopped: reading the answer is inside the deadline
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { return new Proxy([], { get() { for (;;) {} } }); }
