/**
 * Where the simulated tenant is kept between calls: in memory, or in a file
 * (file-store.ts). Reading is cheap and sees what others wrote; a change sees
 * the newest state and is the only one at that time.
 */
import type { Tenant } from './tenant.js'

export interface TenantStore {
  /** undefined: nobody has written yet. Throws a `Fault` when the state cannot be read. */
  read(): Tenant | undefined
  change<Result>(change: TenantChange<Result>): Promise<Result>
}

/** From the newest state to the next; the same object means: nothing to write. */
export type TenantChange<Result> = (before: Tenant | undefined) => {
  readonly tenant: Tenant
  readonly result: Result
}

export function memoryStore(): TenantStore {
  let current: Tenant | undefined
  return Object.freeze({
    read: () => current,
    change<Result>(change: TenantChange<Result>) {
      const { tenant, result } = change(current)
      current = tenant
      return Promise.resolve(result)
    },
  })
}
