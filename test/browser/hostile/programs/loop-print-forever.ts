// expect: timeout
// family: loop
// why: prints for ever: never silent
// must-show: stopped at the total deadline
// cell: stopped
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): number[] { for (let i = 0; ; i++) console.log(i); }
for (let i = 0; ; i++) console.log(i);
