/** What a judgement looks at, and the small parts that all judgements share. */
import { finding, type Finding } from '../../findings.js'
import type { Reference } from '../../resources/resource.js'
import type { Spec } from '../../spec/spec.js'
import type { Compiled, TenantFacts, Verdict } from '../compiled.js'

export interface Matter {
  readonly compiled: Compiled
  readonly spec: Spec
  readonly facts: TenantFacts
  /** ISO date (yyyy-mm-dd). */
  readonly today: string
}

export function verdict(told: Finding, refuses: readonly Reference[] = []): Verdict {
  const bare = refuses.map(({ kind, key }) => ({ kind, key }))
  return Object.freeze({ finding: told, refuses: Object.freeze(bare) })
}

/** A fact that could not be read is never taken for absent: it is told. */
export function notChecked(what: string, whether: string): readonly Verdict[] {
  return [verdict(finding('not-checked', { what, whether }))]
}
