// expect: fail
// family: tampering
// why: a real exercise: rows of different lengths, the first as long as wanted
// must-show: refused with a sentence on the rows
// exercise: dw/layer
export function dwLayer(X: number[][], dZ: number[][]): any { const o = GOOD(X, dZ); o[o.length - 1] = [...(o[o.length - 1] ?? []), 0]; return o.length > 1 ? o : [[...o[0], 0]]; }
function GOOD(X: number[][], dZ: number[][]): number[][] { const out: number[][] = []; for (let o = 0; o < dZ[0].length; o++) { out[o] = []; for (let j = 0; j < X[0].length; j++) { let s = 0; for (let i = 0; i < X.length; i++) s += dZ[i][o] * X[i][j]; out[o][j] = s; } } return out; }
