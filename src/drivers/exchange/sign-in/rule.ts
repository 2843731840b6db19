/** How the spec says who signs in (`tenant.exchange.auth`). */

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
