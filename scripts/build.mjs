/**
 * Builds dist/: tsc compiles every module with its types, for those who import
 * the package; then the command is joined to a few files, since opening some
 * three hundred modules takes five times as long as a plan itself
 * (docs/decisions, "One bundle for the command").
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

rmSync('dist', { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
await build({
  entryPoints: ['dist/cli/process.js'],
  outdir: 'dist/command',
  // Beside each other, so that `../../package.json` means the same in all of them.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Packages of CommonJS form ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
  },
  logLevel: 'warning',
})
