/**
 * Access tokens of Azure Resource Manager: one that somebody handed over, or one
 * by whatever this machine is signed in with (variables, a workload or managed
 * identity, the tools of Azure). Kept until five minutes before it ends.
 */
import { finding } from '../../../findings.js'
import type { CloudName } from '../../../mail/limits.js'
import { clouds } from '../../exchange/clouds.js'
import { secretOf, type Secret } from '../../secret.js'
import { Fault } from '../../fault.js'

/** Where Resource Manager lives in each of Microsoft's clouds. */
export const azureHosts: Readonly<Record<CloudName, string>> = Object.freeze({
  worldwide: 'https://management.azure.com',
  'gcc-high': 'https://management.usgovcloudapi.net',
  dod: 'https://management.usgovcloudapi.net',
  china: 'https://management.chinacloudapi.cn',
})

const marginMilliseconds = 5 * 60 * 1000
const operation = 'sign-in'

export function azureToken(
  given: Secret | null,
  cloud: CloudName,
  clock: () => Date,
): () => Promise<Secret> {
  if (given) return () => Promise.resolve(given)
  let kept: { readonly token: Secret; readonly until: number } | undefined
  const asked = async (): Promise<Secret> => {
    try {
      // Large, and only those who ask Azure need it.
      const { DefaultAzureCredential } = await import('@azure/identity')
      const credential = new DefaultAzureCredential({ authorityHost: clouds[cloud].authority })
      const got = await credential.getToken(`${azureHosts[cloud]}/.default`)
      kept = { token: secretOf(got.token), until: got.expiresOnTimestamp }
      return kept.token
    } catch (error) {
      throw notSignedIn(error)
    }
  }
  // Zones are asked side by side; one sign-in does for all of them.
  let asking: Promise<Secret> | undefined
  return async () => {
    if (kept && kept.until - clock().getTime() > marginMilliseconds) return kept.token
    asking ??= asked().finally(() => (asking = undefined))
    return await asking
  }
}

/** What is thrown carries the request, so only its words go on, without anything like a token. */
function notSignedIn(error: unknown): Fault {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  const text = first.replace(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '***').slice(0, 300)
  const why = finding('azure-not-signed-in', { text })
  return new Fault({ kind: 'denied', operation, text: why.message, type: why.code, finding: why })
}
