/**
 * What a simulated cmdlet is: a pure function from a tenant and bound
 * parameters to the tenant afterwards, rows and warnings. It throws a `Refusal`.
 */
import type { Row } from '../../drivers.js'
import type { Bound } from './binding.js'
import type { Scene } from './scene.js'
import type { Refusal } from './refusal.js'
import type { Tenant } from './tenant.js'

/** What a cmdlet knows beside the tenant. */
export interface Moment {
  readonly now: Date
  readonly scene: Scene
}

export interface Answer {
  readonly tenant: Tenant
  readonly rows: readonly Row[]
  readonly warnings: readonly string[]
  /** Refused, though something of it is remembered. */
  readonly refusal?: Refusal
}

export type Cmdlet = (tenant: Tenant, bound: Bound, moment: Moment) => Answer

/** One family of cmdlets, by name. */
export type Cmdlets = Readonly<Record<string, Cmdlet>>

export function answer(
  tenant: Tenant,
  rows: readonly Row[] = [],
  warnings: readonly string[] = [],
): Answer {
  return { tenant, rows, warnings }
}

/** The warning of a Set that found everything as asked. */
export function nothingModified(identity: string): string {
  return `The command completed successfully but no settings of '${identity}' have been modified.`
}
