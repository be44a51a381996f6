/** What a Vite build needs for the editor: the engine's types, and a Monaco without what is never used. */
import type { Plugin } from 'vite';
import { engineTypesPlugin } from './engine-types-plugin.ts';
import { keepCssPlugin } from './keep-css-plugin.ts';
import { slimMonacoPlugin } from './slim-monaco-plugin.ts';

/** `root` is the repository's folder. */
export function editorPlugins(root: string): Plugin[] {
  return [engineTypesPlugin(root), slimMonacoPlugin(), keepCssPlugin()];
}
