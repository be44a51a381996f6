/** The one door to an editor. Load it lazily: `const { openEditor } = await import('./editor/open-editor.ts')`. */
import type { EditorOptions, OpenEditor } from './editor-options.ts';
import { openPlainEditor } from './plain-editor.ts';
import { watchInput } from './input-modality.ts';

export type { EditorOptions, LineError, OpenEditor, Place, TextSpan } from './editor-options.ts';

// Monaco supports neither touch keyboards nor small screens.
const plainIsBetter = '(pointer: coarse), (max-width: 700px)';

// The page is also built for the server, where this branch must vanish: Monaco would come along as dead weight.
const loadMonaco = import.meta.env.SSR
  ? undefined
  : async (): Promise<typeof import('./monaco-editor.ts')> => import('./monaco-editor.ts');

/**
 * Put an editor into `host`: Monaco where it serves well, a plain text area elsewhere or when Monaco cannot load.
 * The host keeps its own background, font size (`--code-size`) and line height (`--code-line`).
 */
export async function openEditor(host: HTMLElement, options: EditorOptions): Promise<OpenEditor> {
  watchInput();
  if (!loadMonaco || matchMedia(plainIsBetter).matches) return openPlainEditor(host, options);
  try {
    const { openMonacoEditor } = await loadMonaco();
    return await openMonacoEditor(host, options);
  } catch {
    // Offline before the first visit, or a browser Monaco does not know: writing code must still work.
    host.replaceChildren();
    return openPlainEditor(host, options);
  }
}
