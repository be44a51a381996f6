/** Marks, in the lesson's table of contents, the section that is being read. */
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [link.hash.slice(1), link]),
);
const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
let current: HTMLAnchorElement | undefined;

function mark(): void {
  // The last heading that has passed the upper third of the window.
  const heading = headings.findLast((each) => each.getBoundingClientRect().top < innerHeight / 3);
  const next = heading && links.get(heading.id);
  if (next === current) return;
  current?.removeAttribute('aria-current');
  next?.setAttribute('aria-current', 'true');
  current = next;
}

let waiting = 0;
addEventListener(
  'scroll',
  () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      mark();
    });
  },
  { passive: true },
);
mark();
