/** One thing that a doctor looked at, and how it is. */
import type { Finding, Severity } from '../../findings.js'

/** In the order in which they are looked at: each leans on those before. */
export type Area = 'machine' | 'spec' | 'sign-in' | 'rights' | 'tenant' | 'dns' | 'unseen'

export type State = 'ok' | 'warning' | 'failed' | 'not-checked'

export type Check =
  | { readonly area: Area; readonly name: string; readonly state: 'ok'; readonly says: string }
  | {
      readonly area: Area
      readonly name: string
      readonly state: Exclude<State, 'ok'>
      readonly why: Finding
    }

const states = {
  error: 'failed',
  warning: 'warning',
  information: 'not-checked',
} as const satisfies Readonly<Record<Severity, State>>

export function ok(area: Area, name: string, says: string): Check {
  return Object.freeze({ area, name, state: 'ok', says })
}

/** A finding as a check; what is only good to know is what nobody checked. */
export function told(area: Area, name: string, why: Finding): Check {
  return Object.freeze({ area, name, state: states[why.severity], why })
}

/** Where nothing was found, all is well. */
export function okUnless(
  area: Area,
  name: string,
  found: readonly Finding[],
  says: string,
): readonly Check[] {
  return found.length === 0 ? [ok(area, name, says)] : found.map(why => told(area, name, why))
}

export function hasFailed(checks: readonly Check[]): boolean {
  return checks.some(one => one.state === 'failed')
}
