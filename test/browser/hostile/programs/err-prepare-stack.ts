// expect: timeout
// family: error
// why: Error.prepareStackTrace hangs while the grader reads the stack
// must-show: stopped at the deadline
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
(Error as any).prepareStackTrace = () => { for (;;) {} };
export function grad(x: number[], w: number[]): any { throw new Error('x'); }
