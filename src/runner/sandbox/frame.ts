/**
 * The sandbox frame: a document without origin whose only script starts and ends workers and answers heartbeats.
 * Learner code never runs in it. The script is a constant, since both its own policy and the page's name its hash.
 */

/** What the host sends to the frame's window, once, with the control port. */
export interface FrameBoot {
  readonly script: string;
  readonly boot: unknown;
}

/** Over the control port, host to frame. `start` brings the worker's port along. */
export type ToFrame = { readonly kind: 'start' | 'drop' } | { readonly kind: 'ping' };

/** Over the control port, frame to host. */
export type FromFrame = { readonly kind: 'up' | 'pong' } | { readonly kind: 'broken'; readonly why: string };

/** The inline script of the frame. */
export const frameScript = `'use strict';
addEventListener('message', function (event) {
  if (event.source !== parent) return;
  var control = event.ports[0], given = event.data, worker;
  var url = URL.createObjectURL(new Blob([given.script], { type: 'text/javascript' }));
  function broken(why) { control.postMessage({ kind: 'broken', why: String(why) }); }
  function drop() { if (worker) worker.terminate(); worker = undefined; }
  control.onmessage = function (message) {
    var kind = message.data.kind;
    if (kind === 'ping') return control.postMessage({ kind: 'pong' });
    drop();
    if (kind !== 'start') return;
    try {
      worker = new Worker(url);
      worker.onerror = function (error) { error.preventDefault(); broken(error.message || 'the worker did not start'); };
      worker.postMessage(given.boot, [message.ports[0]]);
    } catch (error) { broken(error); }
  };
  control.postMessage({ kind: 'up' });
}, { once: true });
`;

/** The frame's document, for `srcdoc`; `hash` is that of the script, as in a policy: sha256-…. */
export function frameDocument(hash: string): string {
  const policy = `default-src 'none'; script-src '${hash}' blob: 'wasm-unsafe-eval'; worker-src blob:`;
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${frameScript}</script>`;
}
