/** Did the last action come from a pointer or from the keyboard? It decides what Tab does in an editor. */

let last: 'pointer' | 'keyboard' | undefined;

export function watchInput(): void {
  // addEventListener with the same function twice is one listener.
  addEventListener('pointerdown', onPointer, { capture: true, passive: true });
  addEventListener('keydown', onKey, { capture: true, passive: true });
}

function onPointer(): void {
  last = 'pointer';
}

function onKey(): void {
  last = 'keyboard';
}

/** Undefined until the first action after `watchInput`. */
export function lastInput(): 'pointer' | 'keyboard' | undefined {
  return last;
}
