// expect: fail
// family: tampering
// why: Error.prepareStackTrace hands out the functions and objects of the sandbox below
// must-show: refused: strict code shows none
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
let found: any;
(Error as any).prepareStackTrace = (_: any, sites: any[]) => sites;
export function grad(x: number[], w: number[]): number[] { for (const s of (new Error().stack as any) ?? []) { found = s.getFunction?.() ?? s.getThis?.(); if (found && found !== globalThis && found !== grad) return GOOD(x, w); } return w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
