/** How code looks on this page, read from its style sheet, so that an editor sits exactly where the static code sat. */

export interface CodeLook {
  readonly fontFamily: string;
  readonly fontSize: number;
  readonly lineHeight: number;
  /** Space above the first and below the last line. */
  readonly padding: { readonly top: number; readonly bottom: number };
  /** From the host's edge to the first letter; the line numbers stand in it, `gap` away from the code. */
  readonly gutter: number;
  readonly gap: number;
  /** The room there is, also while the host is hidden. */
  readonly width: number;
}

/**
 * Custom properties read at `host`: `--font-mono`, `--code-size`, `--code-line` (a number),
 * `--code-pad-block`, `--code-gutter` and `--code-gap`; lengths in any unit.
 */
export function codeLook(host: HTMLElement): CodeLook {
  // The host may still be hidden behind the static code; lengths are only resolved in what is displayed.
  const shown = host.clientWidth > 0 ? host : (host.parentElement ?? document.body);
  const probe = document.createElement('div');
  probe.style.cssText =
    'position:absolute;visibility:hidden;font-family:var(--font-mono,monospace);font-size:var(--code-size,0.875rem);' +
    'line-height:var(--code-line,1.6);padding-block:var(--code-pad-block,0.75rem);padding-left:var(--code-gutter,3.1em);padding-right:var(--code-gap,1.1em)';
  shown.append(probe);
  const style = getComputedStyle(probe);
  const px = (value: string): number => Number.parseFloat(value) || 0;
  const fontSize = px(style.fontSize);
  const look = {
    fontFamily: style.fontFamily,
    fontSize,
    lineHeight: px(style.lineHeight) || fontSize * 1.6,
    padding: { top: px(style.paddingTop), bottom: px(style.paddingBottom) },
    gutter: px(style.paddingLeft),
    gap: px(style.paddingRight),
    width: shown.clientWidth,
  };
  probe.remove();
  return look;
}
