/** What a rule for signing in is held against. */
import type { Place } from '../../../findings.js'
import type { ExchangeDriverName } from '../../drivers.js'

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

/** One rule, with a place for each of its keys. */
export type Scene = SignInScene & { readonly at: (...path: readonly string[]) => Place | undefined }
