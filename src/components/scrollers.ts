/**
 * What is wider than its box must scroll by keyboard too: it takes the focus as long as it is, and only then.
 * `data-more` says on which side there is more to see.
 */
export function watchScrollers(boxes: readonly HTMLElement[], label: string): void {
  const attributes = { tabindex: '0', role: 'group', 'aria-label': label };

  function judge(box: Element): void {
    const wide = box.scrollWidth > box.clientWidth;
    for (const [name, value] of Object.entries(attributes)) {
      if (wide) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
    markMore(box);
  }

  const observer = new ResizeObserver((entries) => entries.forEach((entry) => judge(entry.target)));
  for (const box of boxes) {
    observer.observe(box);
    box.addEventListener('scroll', () => markMore(box), { passive: true });
  }
  // A font that arrives changes the content's width, not the box's.
  document.fonts.addEventListener('loadingdone', () => boxes.forEach(judge));
}

function markMore(box: Element): void {
  const rest = box.scrollWidth - box.clientWidth;
  // Half a pixel is a matter of rounding.
  const sides = [box.scrollLeft > 1 && 'before', box.scrollLeft < rest - 1 && 'after'].filter(Boolean);
  if (sides.length > 0) box.setAttribute('data-more', sides.join(' '));
  else box.removeAttribute('data-more');
}
