// expect: blocked
// family: escape
// why: the address of its own module, fetched, imported again, revoked
// must-show: gains nothing; passes
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const own = import.meta.url;
try { await Promise.race([import(own + ''), new Promise((resolve) => setTimeout(resolve, 20))]); } catch {}
try { (globalThis as any).URL.revokeObjectURL(own); } catch {}
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
