// expect: fail
// family: tampering
// why: a real exercise: all rows are one array, filled last
// must-show: refused
// exercise: dw/layer
export function dwLayer(X: number[][], dZ: number[][]): number[][] { const row = X[0].map(() => 0); return GOOD(X, dZ).map((r) => { r.forEach((v, j) => (row[j] = v)); return row; }); }
function GOOD(X: number[][], dZ: number[][]): number[][] { const out: number[][] = []; for (let o = 0; o < dZ[0].length; o++) { out[o] = []; for (let j = 0; j < X[0].length; j++) { let s = 0; for (let i = 0; i < X.length; i++) s += dZ[i][o] * X[i][j]; out[o][j] = s; } } return out; }
