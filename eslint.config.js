/**
 * How the code is read by a machine: typescript-eslint's strictest two sets, whole.
 * A rule that fights the code base is argued with in docs/decisions, never silenced in a file.
 *
 * On top of them stands what DESIGN calls a pure middle: only the two fronts know
 * that there is a process and a console; chance and clock arrive as arguments.
 */
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const fronts = ['src/cli/**', 'src/pulumi/**']

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '**/.simulator/', '**/.devicemail/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      // A number in a sentence needs no String() around it.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Types are imported as types, so that the import table can tell them from values.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: fronts,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'console', message: 'Return it: only src/cli and src/pulumi print.' },
        {
          name: 'process',
          message: 'Take it as an argument: only src/cli and src/pulumi know a process.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock arrives as an argument.' },
        { object: 'Math', property: 'random', message: 'Chance arrives as an argument.' },
      ],
    },
  },
  {
    // Not in *.config.*: the tools that read those ask for a default export.
    files: ['src/**', 'test/**', 'scripts/**', 'bench/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export it by name.' },
        { selector: 'TSEnumDeclaration', message: 'Write a union of texts.' },
        { selector: 'Decorator', message: 'Write a function.' },
      ],
    },
  },
)
