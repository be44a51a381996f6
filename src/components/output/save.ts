/** Handing what is shown to the learner as a file. */

/** Saves bytes or text under a name. */
export function saveFile(name: string, content: Blob | string, type = 'text/plain;charset=utf-8'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the address up after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A picture that stands alone: colours of the theme by value, a ground to lie on. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const box = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: 'var(--paper)' }))
    ground.setAttribute(name, value);
  copy.prepend(ground);
  const style = getComputedStyle(svg);
  const plain = new XMLSerializer().serializeToString(copy);
  return plain.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).replaceAll('"', "'"));
}

/** Saves the picture or the canvas inside an element. */
export function savePicture(inside: Element, name: string): void {
  const canvas = inside.querySelector('canvas');
  if (canvas) return canvas.toBlob((blob) => blob && saveFile(`${name}.png`, blob));
  const svg = inside.querySelector('svg');
  if (svg) saveFile(`${name}.svg`, standaloneSvg(svg), 'image/svg+xml');
}
