// expect: pass
// family: tampering
// why: a real exercise: right code in a broken realm
// must-show: passes
// exercise: dw/layer
for (const k of ['map', 'reduce', 'forEach', 'push', 'slice', 'flat', 'join']) (Array.prototype as any)[k] = () => [0];
(Array.prototype as any)[Symbol.iterator] = function* () {}; (Array as any).isArray = () => false; (Promise.prototype as any).then = () => {}; Reflect.apply = () => 0; (Object.prototype as any).get = () => 1;
export function dwLayer(X: number[][], dZ: number[][]): number[][] { return GOOD(X, dZ); }
function GOOD(X: number[][], dZ: number[][]): number[][] { const out: number[][] = []; for (let o = 0; o < dZ[0].length; o++) { out[o] = []; for (let j = 0; j < X[0].length; j++) { let s = 0; for (let i = 0; i < X.length; i++) s += dZ[i][o] * X[i][j]; out[o][j] = s; } } return out; }
