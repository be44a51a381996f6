// expect: blocked
// family: escape
// why: storage of the site, or an own one that outlives the run
// must-show: nothing of it is there
// needs: no storage
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ["indexedDB", "caches", "navigator", "cookieStore", "localStorage", "sessionStorage", "webkitRequestFileSystem", "webkitRequestFileSystemSync"]) if (typeof (globalThis as any)[name] !== "undefined") reached.push(name);
const g = globalThis as any;
for (const attempt of [() => g.indexedDB.deleteDatabase('hostile-test'), () => g.localStorage.clear(), () => g.caches.keys(), () => g.navigator.storage.getDirectory(), () => g.navigator.locks.request('risotto', () => new Promise(() => {}))]) try { attempt()?.catch?.(() => {}); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
