// expect: fail
// family: tampering
// why: looks for the solution among modules, globals and the engine
// must-show: refused: it is not in this realm
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
let stolen: any;
for (const name of ['./solution.ts', '../solution.ts', 'risotto/grading', '/lessons/06-dw/exercises/layer/solution.ts', 'virtual:risotto-sandbox', LEAK]) try { const m: any = await import(name + ''); stolen ??= m.solution ?? m.grade; } catch {}
export function grad(x: number[], w: number[]): number[] { return stolen ? stolen(x, w) : w; }
