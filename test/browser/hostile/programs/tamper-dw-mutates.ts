// expect: fail
// family: tampering
// why: a real exercise: right numbers, but the arguments are used as a scratch pad
// must-show: refused: the arguments were changed
// shows: changed its argument
// exercise: dw/layer
export function dwLayer(X: number[][], dZ: number[][]): number[][] { const o = GOOD(X, dZ); X[0][0] += 1; return o; }
function GOOD(X: number[][], dZ: number[][]): number[][] { const out: number[][] = []; for (let o = 0; o < dZ[0].length; o++) { out[o] = []; for (let j = 0; j < X[0].length; j++) { let s = 0; for (let i = 0; i < X.length; i++) s += dZ[i][o] * X[i][j]; out[o][j] = s; } } return out; }
