// expect: error
// family: pollution
// why: Reflect.ownKeys replaced: what is exported under a wrong name cannot be told
// must-show: the name that was exported
// needs: own ownKeys
// shows: You export `gard`
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
Reflect.ownKeys = () => [];
export function gard(x: number[], w: number[]): number[] { return w; }
