/**
 * Builds dist/: tsc compiles every module with its types, for those who import
 * the package; then the command and Pulumi's provider and program are joined to a
 * few files each. The script that runs in PowerShell lies beside the module that reads it,
 * in all of them.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bridgeScript, bundle, bundleProgram } from './bundle.mjs'

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

rmSync('dist', { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
copyFileSync(bridgeScript, 'dist/drivers/exchange/powershell/bridge.ps1')
await bundle('dist/cli/process.js', 'dist/command')
await bundle('dist/pulumi/main.js', 'dist/provider')
await bundleProgram(['dist/pulumi/index.js', 'dist/pulumi/program.js'], 'dist/program')
