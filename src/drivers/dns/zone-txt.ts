/**
 * The TXT set of a name in a zone, and why a name can have none that we may
 * change: it is an alias, belongs to another zone, or lives from a wildcard that
 * a record of its own would silence.
 */
import { finding, type Finding } from '../../findings.js'
import { targetOf, textOf } from './zone-answers.js'
import { nodeOf, ofType, type ZoneData } from './zone-data.js'

export interface TxtSet {
  readonly values: readonly string[]
  readonly ttl: number | null
}

/** The set of this very name; what a wildcard says is not the name's own. */
export function valuesOf({ byName }: ZoneData, name: string): TxtSet {
  const records = ofType(byName.get(name) ?? [], 'TXT')
  return { values: records.map(textOf), ttl: records[0]?.ttl ?? null }
}

export function whyNotTxt(data: ZoneData, name: string): Finding | undefined {
  const node = nodeOf(data, name)
  switch (node.kind) {
    case 'elsewhere':
      return finding('dns-name-elsewhere', { name, zone: data.zone })
    case 'delegated':
      return finding('dns-name-delegated', { name, cut: node.cut })
    case 'own': {
      const [alias] = ofType(node.records, 'CNAME')
      return alias && finding('dns-name-is-alias', { name, target: targetOf(alias) })
    }
    case 'wildcard':
      // Nobody sends mail or asks for hosts at `_devicemail`, so nothing is lost there.
      return name.startsWith('_')
        ? undefined
        : finding('dns-name-under-wildcard', { name, wildcard: node.wildcard })
    case 'nothing':
      return undefined
  }
}
