// expect: pass
// family: output
// why: values that hold themselves: objects, arrays, Maps, errors
// must-show: [circular], once each
// shows: \[circular\]
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const o: any = { list: [] }; o.self = o; o.list.push(o.list); const m: any = new Map(); m.set(m, m); const e: any = new Error('e'); e.cause = e;
console.log(o, m, e);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
