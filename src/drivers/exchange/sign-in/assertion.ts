/**
 * The pipeline's proof of who it is, which Entra takes instead of a password:
 * what the spec names (GitLab's `id_tokens`, or a file), else what GitHub or
 * Azure put into the environment of every job that may have it.
 */
import { finding } from '../../../findings.js'
import { secretOf } from '../../secret.js'
import type { Assertion } from './credentials.js'
import type { LookUp } from './look-up.js'
import type { SignInRule } from './rule.js'
import type { Scene } from './scene.js'

export function assertionFrom(
  { token, tokenFile }: SignInRule & { readonly way: 'workload-identity' },
  { env, at }: Scene,
  lookUp: LookUp,
): Assertion {
  if (token !== null) return { kind: 'text', token: lookUp.secret('token', token) }
  if (tokenFile !== null)
    return { kind: 'file', path: lookUp.file('tokenFile', lookUp.text('tokenFile', tokenFile)) }

  const url = env.ACTIONS_ID_TOKEN_REQUEST_URL
  const requestToken = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN
  if (url && requestToken) return { kind: 'github', url, requestToken: secretOf(requestToken) }

  const azureFile = env.AZURE_FEDERATED_TOKEN_FILE
  if (azureFile) return { kind: 'file', path: lookUp.file('way', azureFile) }

  lookUp.findings.push(
    env.GITHUB_ACTIONS === 'true'
      ? finding('github-gives-no-token', {}, at('way'))
      : finding('pipeline-gives-no-token', {}, at('way')),
  )
  return { kind: 'text', token: secretOf('') }
}
