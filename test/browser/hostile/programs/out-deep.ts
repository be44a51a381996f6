// expect: pass
// family: output
// why: a hundred thousand levels
// must-show: cut at a few levels
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
let a: any = []; let o: any = {}; for (let i = 0; i < 1e5; i++) { a = [a]; o = { o }; }
console.log(a); console.log(o); console.table(a);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
