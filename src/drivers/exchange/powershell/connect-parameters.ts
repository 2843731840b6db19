/**
 * What Connect-ExchangeOnline is called with, for each way of signing in. Facts:
 * its documentation; a token goes with the organisation for an application, with
 * a name for a person, and with the customer's organisation for a partner.
 *
 * Secrets are revealed here and travel over the private channel only: never as a
 * program's argument, in an environment or in the text of a command.
 */
import { clouds } from '../clouds.js'
import type { CloudName } from '../../../mail/limits.js'
import type { Secret } from '../../secret.js'
import type { Certificate, SignIn } from '../sign-in.js'
import { claimsOf } from '../token-claims.js'
import type { TokenSource } from '../tokens.js'

export type ConnectParameters = Readonly<Record<string, string | boolean | readonly string[]>>

export interface ConnectOptions {
  readonly signIn: SignIn
  readonly cloud: CloudName
  readonly commands: readonly string[]
  /** Asked only where the way of signing in hands a token over. */
  readonly token: TokenSource
}

export interface Connecting {
  readonly parameters: ConnectParameters
  /** When the sign-in ends and cannot be renewed within the process; null where the module renews it. */
  readonly expiresOn: Date | null
}

export async function connectParameters(options: ConnectOptions): Promise<Connecting> {
  const { signIn, cloud, commands } = options
  const always: ConnectParameters = {
    ExchangeEnvironmentName: clouds[cloud].environment,
    ShowBanner: false,
    SkipLoadingFormatData: true,
    // Only these are imported: quicker, smaller, and nothing else can be run. Get-EXO… is always there.
    CommandName: commands.filter(name => !name.startsWith('Get-EXO')),
  }
  if (signIn.way !== 'workload-identity' && !('token' in signIn && signIn.token))
    return { parameters: { ...always, ...withoutToken(signIn) }, expiresOn: null }
  const { token, expiresOn } = await options.token()
  return { parameters: { ...always, ...withToken(signIn, token) }, expiresOn }
}

function withToken(signIn: SignIn, token: Secret): ConnectParameters {
  const { organization } = signIn
  const text = token.reveal()
  const { user } = claimsOf(text)
  const person: ConnectParameters = user === null ? {} : { UserPrincipalName: user }
  if (signIn.way === 'delegated')
    return { AccessToken: text, DelegatedOrganization: organization, ...person }
  return { AccessToken: text, ...(user === null ? { Organization: organization } : person) }
}

function withoutToken(signIn: SignIn): ConnectParameters {
  const { organization } = signIn
  switch (signIn.way) {
    case 'certificate':
      return {
        AppId: signIn.appId,
        Organization: organization,
        ...certificateParameters(signIn.certificate, signIn.password),
      }
    case 'managed-identity':
      return {
        ManagedIdentity: true,
        Organization: organization,
        ...(signIn.clientId === null ? {} : { ManagedIdentityAccountId: signIn.clientId }),
      }
    case 'delegated':
      return { DelegatedOrganization: organization, ...personal(signIn.by, signIn.user) }
    case 'browser':
    case 'device-code':
      return personal(signIn.way, signIn.user)
    case 'workload-identity':
    case 'access-token':
      return {}
  }
}

function personal(by: string, user: string | null): ConnectParameters {
  return {
    ...(by === 'device-code' ? { Device: true } : {}),
    ...(user === null ? {} : { UserPrincipalName: user }),
  }
}

function certificateParameters(
  certificate: Certificate,
  password: Secret | null,
): ConnectParameters {
  const secret: ConnectParameters = password ? { CertificatePassword: password.reveal() } : {}
  switch (certificate.kind) {
    case 'thumbprint':
      return { CertificateThumbprint: certificate.thumbprint }
    case 'file':
      return { CertificateFilePath: certificate.path, ...secret }
    case 'base64':
      return { Certificate: certificate.content.reveal(), ...secret }
  }
}
