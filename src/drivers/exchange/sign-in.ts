/**
 * Signing in to Exchange: from the rule in the spec (`tenant.exchange.auth`) to
 * what a driver signs in with, or to findings that say what is missing.
 *
 * The spec names variables and files; only here are they looked up, so that the
 * text can be shown to everybody. What is secret comes out as a `Secret`. A
 * plan needs the identity that reads, an apply the one that writes, and only
 * the one needed is looked up: a pull request need not hold the other. Nothing
 * is sent anywhere; tokens.ts and the drivers do that.
 */
import { finding, type Finding, type Place } from '../../findings.js'
import type { ExchangeDriverName } from '../drivers.js'
import type { Secret } from '../secret.js'
import { signInFromRule } from './sign-in/from-rule.js'

/** What stands in the spec: names of variables (`env:`) and files (`file:`), never a secret. */
export type SignInRule =
  | {
      readonly way: 'certificate'
      readonly appId: string
      /** `file:app.pfx`, or `env:NAME` with the file in base64. */
      readonly certificate: string | null
      readonly password: string | null
      /** Of a certificate in the store of Windows. */
      readonly thumbprint: string | null
    }
  | {
      readonly way: 'workload-identity'
      readonly clientId: string
      readonly tenantId: string | null
      readonly tokenFile: string | null
      readonly token: string | null
    }
  | { readonly way: 'managed-identity'; readonly clientId: string | null }
  | { readonly way: 'access-token'; readonly token: string }
  | {
      readonly way: 'delegated'
      readonly by: PersonalWay | 'access-token'
      readonly user: string | null
      readonly token: string | null
    }
  | { readonly way: PersonalWay; readonly user: string | null }

/** Ways that need a person with a browser at hand. */
export type PersonalWay = 'browser' | 'device-code'

/** One rule for both, or one for reading (plan, verify, status) and one for writing (apply). */
export interface SignInRules {
  readonly read: SignInRule
  readonly write: SignInRule
}

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

/** What a rule is held against. */
export interface SignInScene {
  readonly purpose: 'read' | 'write'
  /** It decides which form a certificate must have. */
  readonly driver: ExchangeDriverName
  /** Of the tenant, such as contoso.onmicrosoft.com. */
  readonly organization: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder of the spec: `file:` paths are relative to it. */
  readonly folder: string
  /** As `process.platform` names it. */
  readonly platform: string
  /** Whether a person sits at the terminal. */
  readonly person: boolean
  /** Where a key of `auth` was written; the path is empty for `auth` itself. */
  readonly at?: (...path: readonly string[]) => Place | undefined
}

export function signInFrom(
  rules: SignInRule | SignInRules | null,
  scene: SignInScene,
): SignIn | readonly Finding[] {
  const { purpose, at = () => undefined } = scene
  if (rules && !('way' in rules))
    return signInFromRule(rules[purpose], { ...scene, at: (...path) => at(purpose, ...path) })
  if (rules) return signInFromRule(rules, { ...scene, at })
  if (scene.person) return { way: 'browser', organization: scene.organization, user: null }
  return [finding('sign-in-not-given', {}, at())]
}

export function isSignIn(result: SignIn | readonly Finding[]): result is SignIn {
  return 'way' in result
}
