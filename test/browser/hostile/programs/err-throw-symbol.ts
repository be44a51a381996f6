// expect: error
// family: error
// why: throws a symbol, which no text can be joined to
// must-show: Your code threw Symbol(x)
// shows: Your code threw Symbol\(x\)
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
export function grad(x: number[], w: number[]): any { throw Symbol('x'); }
