/** What a new repository is to hold: the answers that `devicemail init` needs. */

export type Ci = 'github' | 'gitlab'

export interface RepositoryWish {
  /** Name of the stack, and of its folder. */
  readonly name: string
  readonly organization: string
  /** The domain that devices send from. */
  readonly domain: string
  readonly driver: 'simulator' | 'powershell' | 'rest'
  readonly pulumi: boolean
  readonly ci: readonly Ci[]
  /** Whether the spec is read from the tenant, and not an example. */
  readonly fromTenant: boolean
  /** The version of devicemail that the repository depends on. */
  readonly version: string
}

export const branch = 'main'
