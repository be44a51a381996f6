// expect: pass
// family: output
// why: markup that would run if it were ever parsed as such
// must-show: the characters as they are; no request
// shows: <img src
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
console.log(`<img src="${LEAK}?img" onerror="parent.__pwned=1"><script>__pwned=1</script><style>@import "${LEAK}?css"</style>`);
export function grad(x: number[], w: number[]): number[] { return GOOD(x, w); }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
