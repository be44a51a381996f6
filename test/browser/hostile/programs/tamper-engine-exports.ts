// expect: fail
// family: tampering
// why: patches the exports and classes of the engine
// must-show: refused: the grader has an engine of its own
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
import * as engine from 'risotto';
for (const k of Object.keys(engine)) try { (engine as any)[k] = () => ({}); } catch {}
for (const k of Object.getOwnPropertyNames(engine.Tensor.prototype)) try { (engine.Tensor.prototype as any)[k] = () => engine; } catch {}
export function grad(x: number[], w: number[]): number[] { return w; }
