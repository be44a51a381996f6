import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { sandboxBundle } from './src/runner/bundle-plugin.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const alias = [
  { find: /^risotto$/, replacement: here('./engine/index.ts') },
  { find: /^risotto\/grading$/, replacement: here('./src/grading/index.ts') },
  { find: /^risotto\/output$/, replacement: here('./src/runner/output.ts') },
];

const shared = { resolve: { alias }, plugins: [sandboxBundle()] };
const OWN_PROJECT = [
  'test/browser/**',
  'test/lessons/**',
  'test/bench/**',
  'test/architecture.test.ts',
  'test/budgets.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: OWN_PROJECT,
          testTimeout: 30_000,
          // As modules: only so do its parts share one registry of gradients.
          server: { deps: { inline: [/@tensorflow/] } },
        },
      },
      { ...shared, test: { name: 'lessons', include: ['test/lessons/**/*.test.ts'], testTimeout: 120_000 } },
      { ...shared, test: { name: 'architecture', include: ['test/architecture.test.ts'] } },
      { ...shared, test: { name: 'budgets', include: ['test/budgets.test.ts'] } },
      {
        ...shared,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/site-server.ts'],
          // One browser at a time: on two cores they would measure each other.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
