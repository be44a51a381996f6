/** What is wider than its box must scroll by keyboard too: it takes the focus as long as it is, and only then. */
export function watchScrollers(boxes: readonly HTMLElement[], label: string): void {
  const attributes = { tabindex: '0', role: 'group', 'aria-label': label };

  function judge(box: Element): void {
    const wide = box.scrollWidth > box.clientWidth;
    for (const [name, value] of Object.entries(attributes)) {
      if (wide) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  }

  const observer = new ResizeObserver((entries) => entries.forEach((entry) => judge(entry.target)));
  boxes.forEach((box) => observer.observe(box));
  // A font that arrives changes the content's width, not the box's.
  document.fonts.addEventListener('loadingdone', () => boxes.forEach(judge));
}
