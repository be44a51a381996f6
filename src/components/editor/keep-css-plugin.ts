/**
 * Keeps the editor's style sheets, which belong to no page: they are loaded with the editor itself.
 * Astro 7 deletes every sheet that no page's server render asks for, unless a chunk names it among its assets
 * (astro/dist/core/build/plugins/plugin-css.js, `isOrphaned`), and it would otherwise be missing without a word.
 */
import type { Plugin } from 'vite';

// Monaco's own modules may be put into a chunk of theirs, sheets included.
const ours = /\/components\/editor\/|\/monaco-editor\//;

export function keepCssPlugin(): Plugin {
  return {
    name: 'risotto-keep-editor-css',
    enforce: 'pre',
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.moduleIds.some((id) => ours.test(id))) continue;
          for (const sheet of chunk.viteMetadata?.importedCss ?? []) chunk.viteMetadata?.importedAssets.add(sheet);
        }
      },
    },
  };
}
