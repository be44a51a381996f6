// expect: error
// family: pollution
// why: Reflect.getPrototypeOf replaced: an error is no longer known for one
// must-show: the error with its name
// needs: own prototypeOf
// shows: RangeError: told as it is
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
Reflect.getPrototypeOf = () => null;
export function grad(x: number[], w: number[]): any { throw new RangeError('told as it is'); }
