/** Everything in the tenant that bears a mark of devicemail, whichever spec's. */
import { Fault } from '../drivers/fault.js'
import { findingOf } from '../engine/fault-finding.js'
import type { Finding } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import type { Marked } from '../resources/resource.js'
import type { Connection } from './connect.js'

export interface Status {
  readonly objects: readonly (Marked & { readonly kind: string })[]
  readonly findings: readonly Finding[]
}

export async function statusOf({ drivers }: Connection): Promise<Status> {
  const objects: (Marked & { readonly kind: string })[] = []
  const findings: Finding[] = []
  for (const kind of kinds)
    try {
      for (const marked of await kind.find(drivers)) objects.push({ ...marked, kind: kind.name })
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      findings.push(findingOf(fault, kind.name))
    }
  return { objects, findings }
}
