/** The credential of @azure/identity for a way of signing in. */
import type * as Azure from '@azure/identity'
import { Bug } from '../../../findings.js'
import type { Cloud } from '../clouds.js'
import type { PersonalWay, SignIn } from '../sign-in.js'
import { assertionSource } from './assertion.js'
import { openCertificate } from './certificate.js'

/** What we use of a credential. */
export interface Identity {
  getToken(scope: string): Promise<Azure.AccessToken>
}

export type IdentityOptions = Azure.TokenCredentialOptions & {
  readonly disableInstanceDiscovery?: boolean
  readonly tlsOptions?: { readonly ca?: string }
}

export interface IdentityScene {
  readonly clock: () => Date
  readonly tell: (text: string) => void
  readonly fetch: typeof fetch
  readonly identity?: IdentityOptions
}

type Application<Way extends SignIn['way']> = SignIn & { readonly way: Way }

/** Everything a credential is made of. */
interface Workshop {
  readonly azure: typeof Azure
  readonly cloud: Cloud
  readonly scene: IdentityScene
  readonly options: IdentityOptions
}

export async function openIdentity(
  signIn: SignIn,
  cloud: Cloud,
  scene: IdentityScene,
): Promise<Identity> {
  const azure = await import('@azure/identity')
  const options = { authorityHost: cloud.authority, ...scene.identity }
  const workshop: Workshop = { azure, cloud, scene, options }
  switch (signIn.way) {
    case 'certificate':
      return byCertificate(signIn, workshop)
    case 'workload-identity':
      return byPipeline(signIn, workshop)
    case 'managed-identity':
      return byMachine(signIn, workshop)
    case 'browser':
    case 'device-code':
      return byPerson(signIn.way, signIn, workshop)
    case 'delegated':
      if (signIn.by !== 'access-token') return byPerson(signIn.by, signIn, workshop)
      throw new Bug('A token that was handed over needs no credential.')
    case 'access-token':
      throw new Bug('A token that was handed over needs no credential.')
  }
}

async function byCertificate(
  signIn: Application<'certificate'>,
  { azure, options, scene }: Workshop,
): Promise<Identity> {
  const opened = await openCertificate(signIn, scene.clock())
  const { organization, appId } = signIn
  return new azure.ClientCertificateCredential(organization, appId, opened, options)
}

function byPipeline(
  { clientId, tenantId, assertion }: Application<'workload-identity'>,
  { azure, options, cloud, scene }: Workshop,
): Identity {
  const prove = assertionSource(assertion, cloud.audience, scene.fetch)
  return {
    // Asked first, and by us: what fails in there would come out as a failure of Entra.
    async getToken(scope) {
      const proof = await prove()
      const give = () => Promise.resolve(proof)
      const credential = new azure.ClientAssertionCredential(tenantId, clientId, give, options)
      return credential.getToken(scope)
    },
  }
}

function byMachine(
  { clientId }: Application<'managed-identity'>,
  { azure, options }: Workshop,
): Identity {
  return clientId === null
    ? new azure.ManagedIdentityCredential(options)
    : new azure.ManagedIdentityCredential({ ...options, clientId })
}

/**
 * Microsoft's own public client for Exchange ("Microsoft Exchange REST API Based
 * Powershell"), which every tenant knows and Connect-ExchangeOnline uses too.
 */
const publicClient = 'fb78d390-0c51-40cd-8e17-fdbfab77341b'

/** Of the tenant that is managed, also where the person is a partner's. */
function byPerson(
  way: PersonalWay,
  { organization, user }: { readonly organization: string; readonly user: string | null },
  { azure, options, scene }: Workshop,
): Identity {
  const client = { ...options, tenantId: organization, clientId: publicClient }
  if (way === 'device-code')
    return new azure.DeviceCodeCredential({
      ...client,
      // Its own default writes to stdout, where results belong alone.
      userPromptCallback: ({ message }) => {
        scene.tell(message)
      },
    })
  const redirectUri = 'http://localhost'
  const hint = user === null ? {} : { loginHint: user }
  return new azure.InteractiveBrowserCredential({ ...client, redirectUri, ...hint })
}
