// expect: blocked
// family: escape
// why: parent, top, opener, document, window, frames
// must-show: none is there; the page is untouched
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ['parent', 'top', 'opener', 'document', 'window', 'frames', 'frameElement', 'ShadowRealm']) { const it = (globalThis as any)[name]; if (it === undefined) continue; reached.push(name); try { it.__pwned = 1; } catch {} try { it.postMessage({ kind: 'end' }, '*'); } catch {} }
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
