/** Symbols that mean the same quantity light up together while one of them has the pointer or the focus. */

const twinClass = /\bq-of-[\w-]+/;

/** The class that all twins of this element share, if it is or stands in a symbol. */
export function twinClassOf(element: Element | null): string | undefined {
  const symbol = element?.closest('[class*="q-of-"]');
  return symbol ? twinClass.exec(symbol.getAttribute('class') ?? '')?.[0] : undefined;
}

export function lightTwins(root: Document): void {
  let lit: string | undefined;
  function light(element: Element | null): void {
    const next = twinClassOf(element);
    if (next === lit) return;
    root.querySelectorAll('.q.lit').forEach((twin) => twin.classList.remove('lit'));
    if (next) [...root.getElementsByClassName(next)].forEach((twin) => twin.classList.add('lit'));
    lit = next;
  }
  root.addEventListener('pointerover', (event) => light(event.target as Element));
  root.addEventListener('focusin', (event) => light(event.target as Element));
  root.addEventListener('focusout', () => light(null));
}
