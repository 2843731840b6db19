/**
 * A real PowerShell for tests, with the stand-in for Microsoft's module.
 *
 * DEVICEMAIL_PWSH names the program, else PATH has it, else a folder beside the
 * repository. Without one the cases are skipped, and each says so:
 *
 *   describe.skipIf(noPwsh)(`${withPwsh}: kill tests`, …)
 */
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const besideRepository = resolve('..', 'shared', 'pwsh')
const moduleFolder = fileURLToPath(
  new URL('exchange-module/ExchangeOnlineManagement', import.meta.url),
)

/** The program; undefined where this machine has none. */
export const pwsh: string | undefined = found()

/** For `describe.skipIf`: true where there is no PowerShell to test with. */
export const noPwsh = pwsh === undefined

/** Goes into the name of what needs it, so that a skipped case says why. */
export const withPwsh = noPwsh
  ? 'with PowerShell (skipped: no pwsh on PATH or in DEVICEMAIL_PWSH)'
  : 'with PowerShell'

function found(): string | undefined {
  const { DEVICEMAIL_PWSH: named, PATH = '' } = process.env
  if (named) return named
  const name = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh'
  return [...PATH.split(delimiter), besideRepository]
    .map(folder => join(folder, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

export interface ExchangeModule {
  /** Folder for PSModulePath. */
  readonly path: string
  readonly remove: () => void
}

/** A copy of the stand-in that knows its server; `version` is the one it claims to have. */
export function installExchangeModule(url: string, version = '3.9.2'): ExchangeModule {
  const path = mkdtempSync(join(tmpdir(), 'devicemail-module-'))
  const folder = join(path, 'ExchangeOnlineManagement')
  mkdirSync(folder)
  cpSync(moduleFolder, folder, { recursive: true })
  const manifest = join(folder, 'ExchangeOnlineManagement.psd1')
  const text = readFileSync(manifest, 'utf8')
  writeFileSync(manifest, text.replace(/(ModuleVersion\s*=\s*)'[^']*'/, `$1'${version}'`))
  writeFileSync(join(folder, 'server.json'), JSON.stringify({ url }))
  return Object.freeze({
    path,
    remove() {
      rmSync(path, { recursive: true, force: true })
    },
  })
}
