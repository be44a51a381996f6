// expect: pass
// family: pollution
// why: performance.now stands still: a talkative program would seem silent
// must-show: as a cell it finishes
// needs: own now
// cell: finished
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const date = Date.now;
performance.now = () => 0;
// In a timer, for which the grader does not wait: loading this for the grader takes no time.
setTimeout(() => {
  for (let i = 0; i < 300; i++) console.log(i);
  for (const began = date(); date() - began < 900; ) console.log('still here');
}, 100);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
