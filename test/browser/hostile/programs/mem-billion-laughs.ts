// expect: any
// family: memory
// why: thirty lines that unfold into a thousand million items
// must-show: printed within bounds; stringified it is stopped or a RangeError
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
let a: unknown = 'ha';
for (let i = 0; i < 30; i++) a = [a, a];
console.log(a);
export function grad(x: number[], w: number[]): any { return JSON.stringify(a); }
