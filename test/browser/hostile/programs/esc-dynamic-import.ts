// expect: blocked
// family: escape
// why: import() of an http, a data and a blob address, and of JSON
// must-show: none loads; no request
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
const reached: string[] = [];
for (const url of [LEAK + '?import', 'data:text/javascript,export const a = 1', 'blob:null/00000000-0000-0000-0000-000000000000', 'file:///etc/passwd', 'about:blank']) try { await import(url + ''); reached.push(url); } catch {}
try { await import((LEAK + '?json') as string, { with: { type: 'json' } } as any); reached.push('json'); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
