/**
 * Which PowerShell this machine has and which Exchange module it would load,
 * without signing in: for people who set a machine up. One constant command is
 * run, and what it prints is only believed where it has the expected form.
 */
import { execFile } from 'node:child_process'
import { finding, type Finding } from '../../findings.js'
import { environmentFor } from './powershell/environment.js'
import { chooseModule } from './powershell/versions.js'

export type PowerShellFound =
  { readonly version: string; readonly module: string } | { readonly why: Finding }

const question = [
  "$names = 'ExchangeOnlineManagement'",
  '$modules = @(Get-Module -ListAvailable -Name $names | ForEach-Object { "$($_.Version)" })',
  '"devicemail:$($PSVersionTable.PSVersion)|$($modules -join \',\')"',
].join('; ')
const answer = /^devicemail:(\d[^|\s]*)\|(\S*)\s*$/m

/** A cold start with a slow disk and many modules takes its time. */
const timeoutSeconds = 60

export async function inspectPowerShell(
  env: Readonly<Record<string, string | undefined>>,
): Promise<PowerShellFound> {
  const executable = env.DEVICEMAIL_PWSH ?? 'pwsh'
  const asked = await ask(executable, environmentFor('', env))
  if ('code' in asked) return { why: asked }
  const [, version, modules = ''] = answer.exec(asked.text) ?? []
  if (version === undefined)
    return {
      why: finding('powershell-not-startable', { executable, text: 'it gave another answer' }),
    }
  const chosen = chooseModule(
    version,
    modules.split(',').filter(one => one !== ''),
  )
  return 'why' in chosen ? chosen : { version, module: chosen.module }
}

function ask(
  executable: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly text: string } | Finding> {
  const words = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', question]
  const options = { env, timeout: timeoutSeconds * 1000, windowsHide: true }
  return new Promise<{ readonly text: string } | Finding>(resolve => {
    execFile(executable, words, options, (error, text) => {
      resolve(error ? whyNot(executable, error) : { text })
    })
  }).catch((error: unknown) => whyNot(executable, Object(error) as Partial<Error>))
}

/** Most refusals of the system come with the answer, some, such as of too long an environment, at once. */
function whyNot(executable: string, error: { readonly code?: unknown; readonly message?: string }) {
  if (error.code === 'ENOENT') return finding('powershell-missing', { executable })
  return finding('powershell-not-startable', { executable, text: firstLine(error.message) })
}

function firstLine(message = ''): string {
  return message.split('\n')[0]?.replace(/\.$/, '') ?? ''
}
