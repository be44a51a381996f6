// expect: error
// family: error
// why: throws a revoked Proxy: any look at it throws
// must-show: a sentence
// shows: cannot be shown
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const { proxy, revoke } = Proxy.revocable({}, {}); revoke();
export function grad(x: number[], w: number[]): any { throw proxy; }
