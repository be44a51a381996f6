/** Glossary cards: a popover beside the term that has the pointer, the focus or a click. */

const hoverDelay = 220;

let open: { term: HTMLElement; card: HTMLElement; pinned: boolean } | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** The card of the term that this element is or stands in, where the page has one. */
export function cardOf(element: Element | null): { term: HTMLElement; card: HTMLElement } | undefined {
  const term = element?.closest<HTMLElement>('[data-card]');
  const card = term && document.getElementById(`card-${term.dataset['card']}`);
  return term && card ? { term, card } : undefined;
}

function show(term: HTMLElement, card: HTMLElement, pinned: boolean): void {
  if (open?.card === card) {
    open = { term, card, pinned: open.pinned || pinned };
    return;
  }
  if (open?.pinned && !pinned) return;
  open?.card.hidePopover();
  card.showPopover();
  place(card, term.getBoundingClientRect());
  open = { term, card, pinned };
}

/** Above or below the term, whole on the screen; touching it, so that the pointer can cross over. */
function place(card: HTMLElement, term: DOMRect): void {
  const { width, height } = card.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - 8;
  const below = term.bottom + height < innerHeight || term.top < height;
  card.style.left = `${Math.max(8, Math.min(term.left, room))}px`;
  card.style.top = `${below ? term.bottom : term.top - height}px`;
}

function hideUnlessGoingTo(target: EventTarget | null): void {
  clearTimeout(waiting);
  if (!open || open.pinned) return;
  const to = target instanceof Element ? target : null;
  if (to && (open.card.contains(to) || cardOf(to)?.card === open.card)) return;
  open.card.hidePopover();
}

/** Hover, focus or click on a term opens its card; Escape, leaving it or a click elsewhere closes it. */
export function serveCards(root: Document): void {
  root.addEventListener('pointerover', (event) => {
    const found = event.pointerType === 'mouse' ? cardOf(event.target as Element) : undefined;
    clearTimeout(waiting);
    if (found) waiting = setTimeout(() => show(found.term, found.card, false), hoverDelay);
  });
  root.addEventListener('pointerout', (event) => hideUnlessGoingTo(event.relatedTarget));
  root.addEventListener('focusin', (event) => {
    const found = cardOf(event.target as Element);
    // The focus that comes back from the card does not open it again.
    if (found?.card.contains(event.relatedTarget as Node | null)) return;
    if (found && (event.target as Element).matches(':focus-visible')) show(found.term, found.card, false);
  });
  root.addEventListener('focusout', (event) => hideUnlessGoingTo(event.relatedTarget));
  root.addEventListener('click', (event) => {
    const found = cardOf(event.target as Element);
    // A plain click opens the card, which has the link; with a modifier the link is followed as usual.
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(found.term, found.card, true);
    // By keyboard one goes into the card; a second Enter then opens the entry.
    if (event.detail === 0) found.card.querySelector('a')?.focus();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || !open?.card.contains(document.activeElement)) return;
    // The card stands at the end of the page, but Tab goes on from its term; Shift+Tab goes back to it.
    const { card, term } = open;
    card.hidePopover();
    term.focus();
    if (event.shiftKey) event.preventDefault();
  });
  root.addEventListener(
    'toggle',
    (event) => {
      if ((event as ToggleEvent).newState === 'closed' && open?.card === event.target) open = undefined;
    },
    true,
  );
}
