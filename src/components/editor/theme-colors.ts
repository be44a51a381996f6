/** The site's colours as Monaco wants them: hex, whatever way the style sheet writes them. */

let canvas: CanvasRenderingContext2D | null | undefined;

/** Any CSS colour as `#rrggbb` or `#rrggbbaa`; undefined when it is none. */
export function hexOf(cssColor: string): string | undefined {
  canvas ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!canvas || !CSS.supports('color', cssColor)) return undefined;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = cssColor;
  canvas.fillRect(0, 0, 1, 1);
  return hex([...canvas.getImageData(0, 0, 1, 1).data]);
}

function hex(rgba: readonly number[]): string {
  const digits = rgba.map((value) => value.toString(16).padStart(2, '0'));
  return `#${(digits[3] === 'ff' ? digits.slice(0, 3) : digits).join('')}`;
}

/** `#rrggbb` with an opacity between 0 and 1. */
export function fade(color: string, opacity: number): string {
  return (
    color.slice(0, 7) +
    Math.round(opacity * 255)
      .toString(16)
      .padStart(2, '0')
  );
}

/** Is this `#rrggbb` nearer to black than to white for the eye? */
export function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
