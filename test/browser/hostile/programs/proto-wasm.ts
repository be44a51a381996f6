// expect: pass
// family: pollution
// why: WebAssembly and what it made replaced
// must-show: passes, and the engine goes on
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import { tensor } from 'risotto';
Object.defineProperty(WebAssembly.Memory.prototype, 'buffer', { get() { return new ArrayBuffer(8); } });
Object.defineProperty(WebAssembly.Instance.prototype, 'exports', { get() { return {}; } });
(WebAssembly as any).instantiate = (WebAssembly as any).Module = () => { throw 1; };
(globalThis as any).WebAssembly = undefined;
export function grad(x: number[], w: number[]): any { return tensor(GOOD(x, w)).add(0); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
