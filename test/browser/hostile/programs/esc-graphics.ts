// expect: blocked
// family: escape
// why: canvases and bitmaps hold memory outside the heap; a font is fetched by its address
// must-show: nothing of it is there
// needs: no graphics
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ["OffscreenCanvas", "createImageBitmap", "ImageBitmap", "ImageDecoder", "VideoFrame", "FontFace"]) if (typeof (globalThis as any)[name] !== "undefined") reached.push(name);
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
try { const font = new (globalThis as any).FontFace('x', `url(${LEAK}?font)`); (globalThis as any).fonts?.add(font); font.load().catch(() => {}); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
