import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { siteBuild } from './scripts/site/site-build.ts';
import { base } from './scripts/sources.ts';
import { mathOptions } from './src/catalog/math.ts';
import { editorPlugins } from './src/components/editor/editor-plugins.ts';
import { sandboxBundle } from './src/runner/bundle-plugin.ts';
import { frameScript } from './src/runner/sandbox/frame.ts';

export default defineConfig({
  base,
  trailingSlash: 'always',
  markdown: {
    syntaxHighlight: false,
    processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [[rehypeKatex, mathOptions]] }),
  },
  vite: { plugins: [sandboxBundle(), ...editorPlugins(fileURLToPath(new URL('.', import.meta.url)))] },
  integrations: [mdx(), svelte(), siteBuild({ frameScript })],
});
