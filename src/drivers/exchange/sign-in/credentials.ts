/** What a driver signs in with, and what it is made of. */
import type { Secret } from '../../secret.js'
import type { PersonalWay } from './rule.js'

/** What a driver signs in with: everything looked up, secrets wrapped. */
export type SignIn = { readonly organization: string } & (
  | {
      readonly way: 'certificate'
      readonly appId: string
      readonly certificate: Certificate
      readonly password: Secret | null
    }
  | {
      readonly way: 'workload-identity'
      readonly clientId: string
      /** The directory's id, or one of its domains. */
      readonly tenantId: string
      readonly assertion: Assertion
    }
  /** `clientId` only where the machine has several identities. */
  | { readonly way: 'managed-identity'; readonly clientId: string | null }
  | { readonly way: 'access-token'; readonly token: Secret }
  /** A partner's person in a customer's tenant; `organization` is the customer's. */
  | {
      readonly way: 'delegated'
      readonly by: PersonalWay
      readonly user: string | null
      readonly token: null
    }
  | {
      readonly way: 'delegated'
      readonly by: 'access-token'
      readonly user: string | null
      readonly token: Secret
    }
  | { readonly way: PersonalWay; readonly user: string | null }
)

export type Certificate =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'base64'; readonly content: Secret }
  | { readonly kind: 'thumbprint'; readonly thumbprint: string }

/** Where the pipeline's proof of who it is comes from; asked anew for every token. */
export type Assertion =
  | { readonly kind: 'github'; readonly url: string; readonly requestToken: Secret }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly token: Secret }
