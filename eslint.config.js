import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

// Where promises live. Types cost time to compute, so rules that need them run here only.
const ASYNC_ROOMS = ['src/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'];

export default ts.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      '.astro/',
      '.cache/',
      'public/',
      'engine/kernels/assembly/',
      'test/browser/hostile/programs/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ts.configs.recommended,
  svelte.configs.recommended,
  astro.configs['flat/recommended'],
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ASYNC_ROOMS,
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.site.json', 'scripts/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    // The plugin's rule knows that `$props()` has to be destructured with `let`.
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  {
    // A wrong program must be free to be wrong, and a starter to leave its arguments unused.
    files: ['lessons/**/starter.ts', 'lessons/**/mistakes/*.ts', 'lessons/**/variants/*.ts', 'test/**/hostile/**'],
    rules: { '@typescript-eslint/no-unused-vars': 'off', 'prefer-const': 'off' },
  },
  {
    files: ['engine/**/*.ts', 'src/grading/**/*.ts', 'lessons/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a seeded Generator.' },
      ],
    },
  },
);
