/**
 * Joins the command, the provider and the program to a few files each: opening
 * some three hundred modules takes five times as long as a plan itself
 * (docs/decisions, "One bundle for the command").
 */
import { copyFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** What PowerShell is sent: it stays a file that people can read, beside the code that reads it. */
export const bridgeScript = fileURLToPath(
  new URL('../src/drivers/exchange/powershell/bridge.ps1', import.meta.url),
)

/**
 * @param {string} entry the module that starts the process
 * @param {string} folder of the result, two below the package.json that tells the version
 */
export async function bundle(entry, folder) {
  await join([entry], folder, {
    // Packages of CommonJS form ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
  })
  copyFileSync(bridgeScript, `${folder}/bridge.ps1`)
}

/**
 * What runs in somebody's Pulumi program. Pulumi's SDK stays theirs: a second one
 * would not know the resources of the first.
 *
 * @param {readonly string[]} entries that share the classes of the kinds
 * @param {string} folder
 */
export async function bundleProgram(entries, folder) {
  await join(entries, folder, { external: ['@pulumi/*'] })
}

/** @param {readonly string[]} entries @param {string} folder @param {import('esbuild').BuildOptions} more */
async function join(entries, folder, more) {
  await build({
    entryPoints: [...entries],
    outdir: folder,
    // Beside each other, so that `../../package.json` means the same in all of them.
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Less to read at every start; names stay, for the stack traces of bugs.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    ...more,
  })
}
