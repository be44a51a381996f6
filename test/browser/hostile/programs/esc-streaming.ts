// expect: blocked
// family: escape
// why: WebAssembly.compileStreaming is the one loader left that takes a response
// must-show: there is no response to give it; no request
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
const reached: string[] = [];
for (const attempt of [() => (WebAssembly as any).compileStreaming((globalThis as any).fetch(LEAK)), () => (WebAssembly as any).instantiateStreaming(new (globalThis as any).Response('')), () => (WebAssembly as any).compileStreaming(LEAK)]) try { await attempt(); reached.push('compiled'); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
