// expect: blocked
// family: escape
// why: every object that can send a request, each tried
// must-show: nothing of it is there
// needs: no network
// exercise: L(w) = Σ (w[i]·x[i])²; grad(x, w) must return 2·w[i]·x[i]²
const reached: string[] = [];
for (const name of ["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport", "RTCPeerConnection"]) if (typeof (globalThis as any)[name] !== "undefined") reached.push(name);
const LEAK = "http://127.0.0.1:8150/leak"; // a server of the test itself; it must see nothing
const g = globalThis as any;
for (const attempt of [() => g.fetch(LEAK + '?fetch', { mode: 'no-cors', keepalive: true }), () => new g.WebSocket(LEAK.replace('http', 'ws')), () => new g.EventSource(LEAK + '?events'), () => new g.WebTransport(LEAK.replace('http', 'https')), () => g.navigator.sendBeacon(LEAK + '?beacon', 'x'), () => new g.RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:8150' }] })]) try { attempt()?.catch?.(() => {}); } catch {}
export function grad(x: number[], w: number[]): number[] { return reached.length === 0 ? GOOD(x, w) : w; }
function GOOD(x: number[], w: number[]): number[] { const o: number[] = []; for (let i = 0; i < w.length; i++) o[i] = 2 * w[i] * x[i] * x[i]; return o; }
