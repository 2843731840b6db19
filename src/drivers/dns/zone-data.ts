/**
 * What a zone knows of a name: its own records, those of a wildcard, an alias,
 * or that the name is handed on to another zone (RFC 1034, section 4.3.2). Both
 * the answers of the simulated DNS and the refusals of an edit rest on it.
 */
import { isSubdomainOf, parentOf } from '../../mail/domain-name.js'
import type { MasterFile, MasterRecord } from './master-file.js'

export interface ZoneData {
  readonly file: MasterFile
  /** What relative names at the top of the file are completed with. */
  readonly firstOrigin: string
  /** The name of the zone: the owner of its SOA record. */
  readonly zone: string
  readonly soa: MasterRecord
  /** The records of each name, in the order of the file. */
  readonly byName: ReadonlyMap<string, readonly MasterRecord[]>
  /** Names that have records, and all names above them inside the zone. */
  readonly nodes: ReadonlySet<string>
  /** It holds signatures, which any edit would break. */
  readonly signed: boolean
}

export type Node =
  | { readonly kind: 'elsewhere' }
  /** Handed on to another zone (NS), or a whole subtree renamed (DNAME), at `cut`. */
  | { readonly kind: 'delegated'; readonly cut: string }
  | { readonly kind: 'own'; readonly records: readonly MasterRecord[] }
  | {
      readonly kind: 'wildcard'
      readonly wildcard: string
      readonly records: readonly MasterRecord[]
    }
  | { readonly kind: 'nothing' }

/** Orders the records of a file; undefined where it is no whole zone. */
export function zoneDataOf(file: MasterFile, firstOrigin: string): ZoneData | undefined {
  const [soa, second] = file.records.filter(({ type }) => type === 'SOA')
  if (!soa || second) return undefined
  const byName = new Map<string, MasterRecord[]>()
  const nodes = new Set<string>()
  for (const record of file.records) {
    const known = byName.get(record.name)
    if (known) known.push(record)
    else byName.set(record.name, [record])
    for (let at: string | undefined = record.name; at && !nodes.has(at); at = parentOf(at))
      if (isInside(at, soa.name)) nodes.add(at)
  }
  const signed = file.records.some(({ type }) => type === 'RRSIG')
  return Object.freeze({ file, firstOrigin, zone: soa.name, soa, byName, nodes, signed })
}

export function nodeOf(data: ZoneData, name: string): Node {
  const { zone, byName, nodes } = data
  if (!isInside(name, zone)) return { kind: 'elsewhere' }
  const cut = cutAbove(data, name)
  if (cut !== undefined) return { kind: 'delegated', cut }
  if (nodes.has(name)) return { kind: 'own', records: byName.get(name) ?? [] }
  // Only the wildcard right below the nearest name that exists speaks for this one.
  let encloser = parentOf(name)
  while (encloser !== undefined && !nodes.has(encloser)) encloser = parentOf(encloser)
  const wildcard = `*.${encloser ?? zone}`
  const records = byName.get(wildcard)
  return records ? { kind: 'wildcard', wildcard, records } : { kind: 'nothing' }
}

/** The values of one type, in the order of the file. */
export function ofType(records: readonly MasterRecord[], type: string): readonly MasterRecord[] {
  return records.filter(record => record.type === type)
}

function isInside(name: string, zone: string): boolean {
  return name === zone || zone === '' || isSubdomainOf(name, zone)
}

function cutAbove({ zone, byName }: ZoneData, name: string): string | undefined {
  let found: string | undefined
  for (let at: string | undefined = name; at && at !== zone; at = parentOf(at)) {
    const records = byName.get(at) ?? []
    const isRenamed = at !== name && ofType(records, 'DNAME').length > 0
    if (isRenamed || ofType(records, 'NS').length > 0) found = at
  }
  return found
}
