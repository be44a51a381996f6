/** Themes 'risotto-light' and 'risotto-dark', made of the site's custom properties and following their changes. */
import * as monaco from 'monaco-editor/editor/editor.api';
import { fade, hexOf, isDark } from './theme-colors.ts';

function readColors(): (name: string, fallback: string) => string {
  const styles = getComputedStyle(document.documentElement);
  return (name, fallback) => hexOf(styles.getPropertyValue(name).trim()) ?? fallback;
}

/** One theme from what the page looks like now. Code is quiet, so that the quantities' colours speak. */
function currentTheme(): { name: string; data: monaco.editor.IStandaloneThemeData } {
  const read = readColors();
  const paper = read('--paper', '#ffffff');
  const dark = isDark(paper);
  const ink = read('--ink', dark ? '#eeeeee' : '#222222');
  const muted = read('--muted', '#777777');
  const raised = read('--paper-raised', paper);
  const sunk = read('--paper-sunk', raised);
  const rule = read('--rule', fade(ink, 0.2));
  const edge = read('--rule-strong', muted);
  const accent = read('--accent', ink);
  const bad = read('--bad', read('--q-loss', '#b00020'));
  const token = (name: string, color: string): monaco.editor.ITokenThemeRule => ({
    token: name,
    foreground: color.slice(1, 7),
  });
  // The names the static code's highlighter uses, so that waking an editor changes no colour.
  const code = (name: string, fallback: string): string => read(`--code-token-${name}`, fallback);
  return {
    name: dark ? 'risotto-dark' : 'risotto-light',
    data: {
      base: dark ? 'vs-dark' : 'vs',
      inherit: true,
      rules: [
        token('', ink),
        token('identifier', ink),
        token('keyword', code('keyword', ink)),
        token('function', code('function', ink)),
        token('type', code('function', ink)),
        token('constant', code('constant', ink)),
        token('number', code('constant', ink)),
        token('regexp', code('string', ink)),
        token('string', code('string', ink)),
        token('comment', code('comment', muted)),
        token('delimiter', code('keyword', ink)),
        ...['bracket', 'parenthesis', 'square', 'curly', 'angle', 'end'].map((kind) => token(`delimiter.${kind}`, ink)),
        token('punctuation', code('punctuation', ink)),
      ],
      colors: {
        // The host's own background shows through, whichever card it lies on.
        'editor.background': '#00000000',
        'editorGutter.background': '#00000000',
        'editor.foreground': ink,
        'editorLineNumber.foreground': muted,
        'editorLineNumber.activeForeground': muted,
        'editorCursor.foreground': ink,
        'editor.selectionBackground': fade(accent, dark ? 0.32 : 0.2),
        'editor.inactiveSelectionBackground': fade(accent, 0.12),
        'editor.selectionHighlightBackground': '#00000000',
        'editor.findMatchBackground': fade(accent, 0.4),
        'editor.findMatchHighlightBackground': fade(accent, 0.18),
        'editorBracketMatch.background': fade(accent, 0.14),
        'editorBracketMatch.border': '#00000000',
        'editorError.foreground': bad,
        'editorWarning.foreground': read('--q-bias', accent),
        'editorWidget.background': raised,
        'editorWidget.foreground': ink,
        'editorWidget.border': edge,
        'widget.shadow': fade('#000000', dark ? 0.4 : 0.12),
        'editorHoverWidget.background': raised,
        'editorHoverWidget.foreground': ink,
        'editorHoverWidget.border': edge,
        'editorHoverWidget.statusBarBackground': sunk,
        'editorSuggestWidget.background': raised,
        'editorSuggestWidget.foreground': ink,
        'editorSuggestWidget.border': edge,
        'editorSuggestWidget.selectedBackground': sunk,
        'editorSuggestWidget.selectedForeground': ink,
        'editorSuggestWidget.selectedIconForeground': ink,
        'editorSuggestWidget.highlightForeground': accent,
        'editorSuggestWidget.focusHighlightForeground': accent,
        'list.hoverBackground': sunk,
        'input.background': paper,
        'input.foreground': ink,
        'input.border': edge,
        'inputOption.activeBorder': accent,
        'inputOption.activeBackground': fade(accent, 0.2),
        'inputOption.activeForeground': ink,
        focusBorder: accent,
        'textCodeBlock.background': sunk,
        'textLink.foreground': accent,
        'textLink.activeForeground': accent,
        'icon.foreground': ink,
        'scrollbarSlider.background': fade(muted, 0.35),
        'scrollbarSlider.hoverBackground': fade(muted, 0.55),
        'scrollbarSlider.activeBackground': fade(muted, 0.7),
        'scrollbar.shadow': '#00000000',
        'editorUnicodeHighlight.border': bad,
        'editorMarkerNavigation.background': raised,
        'editorMarkerNavigationError.background': bad,
        'editorMarkerNavigationError.headerBackground': sunk,
        'editorIndentGuide.background1': rule,
      },
    },
  };
}

function applyTheme(): void {
  if (matchMedia('(forced-colors: active)').matches) {
    monaco.editor.setTheme(matchMedia('(prefers-color-scheme: dark)').matches ? 'hc-black' : 'hc-light');
    return;
  }
  const { name, data } = currentTheme();
  monaco.editor.defineTheme(name, data);
  monaco.editor.setTheme(name);
}

let following = false;

/** Take the page's colours now and whenever they change. Once per page: a theme colours every open editor anew. */
export function followTheme(): void {
  if (following) return;
  following = true;
  applyTheme();
  new MutationObserver(applyTheme).observe(document.documentElement, {
    attributeFilter: ['data-theme', 'class', 'style'],
  });
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', applyTheme);
  }
}
