/** A text of the world without the secrets of a sign-in, in case it quotes what was sent. */
import type { SignIn } from '../sign-in.js'

/** Three parts in base64, as every token of Entra and of pipelines is. */
const token = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g

export function withoutSecrets(text: string, signIn: SignIn): string {
  return secretsOf(signIn)
    .filter(secret => secret.length > 0)
    .reduce((told, secret) => told.replaceAll(secret, '***'), text)
    .replace(token, '***')
}

function secretsOf(signIn: SignIn): readonly string[] {
  switch (signIn.way) {
    case 'certificate': {
      const { certificate, password } = signIn
      const content = certificate.kind === 'base64' ? certificate.content.reveal() : ''
      return [content, password?.reveal() ?? '']
    }
    case 'workload-identity': {
      const { assertion } = signIn
      if (assertion.kind === 'github') return [assertion.requestToken.reveal()]
      return assertion.kind === 'text' ? [assertion.token.reveal()] : []
    }
    case 'access-token':
    case 'delegated':
      return [signIn.token?.reveal() ?? '']
    case 'managed-identity':
    case 'browser':
    case 'device-code':
      return []
  }
}
