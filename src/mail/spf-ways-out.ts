/**
 * How a record comes back into its lookup budget, cheapest first, each step
 * worked out and counted: first what nobody misses (names that do not exist,
 * repetitions, includes whose addresses others let in too), then hosts that are
 * a few addresses, and only at last an include as its addresses, which must be
 * kept up to date from then on. Our own addresses need no look-up at all.
 */
import {
  addressesOf,
  holds,
  intersection,
  isEmpty,
  noAddress,
  union,
  unionOf,
  type AddressSet,
} from './address-set.js'
import { remembering } from './dns-memory.js'
import { printRange } from './ip-range.js'
import { spfLimits } from './limits.js'
import { flatRangesOf } from './spf-flat-ranges.js'
import { isAddress, isDirect } from './spf-direct.js'
import { countLookups, type SpfLookup, type SpfResolver } from './spf-lookups.js'
import { parseSpf } from './spf.js'
import { canonicalTerm, type SpfMechanism, type SpfTerm } from './spf-term.js'
import { spliced } from './splice.js'

export type SpfWayKind = 'void' | 'repeated' | 'covered' | 'addresses' | 'flatten'

export interface SpfWayOut {
  readonly kind: SpfWayKind
  readonly term: string
  /** Where the term stands, counted from 1, in the record before this step. */
  readonly position: number
  readonly saves: number
  /** What stands in its place. */
  readonly instead: readonly string[]
  /** The record after this step, and what it costs. */
  readonly record: string
  readonly count: number
}

export interface SpfWaysOut {
  readonly steps: readonly SpfWayOut[]
  readonly record: string
  readonly count: number
  /** Whether the record fits the budget after these steps. */
  readonly fits: boolean
}

/** Nobody goes further; a record of thousands of look-ups is beyond such help, and each step reads it anew. */
const mostSteps = 20
/** So many terms of a record are opened in search of a way out. */
const mostOpened = 50
/** A host of more addresses is a service of somebody, and changes. */
const mostHostAddresses = 4

interface Ask {
  readonly resolve: SpfResolver
  readonly domain?: string | undefined
  readonly budget?: number | undefined
}

export async function waysOut(
  record: string,
  { resolve, domain, budget }: Ask,
): Promise<SpfWaysOut> {
  const most = budget ?? spfLimits.lookups.value
  const ask = remembering(resolve)
  const steps: SpfWayOut[] = []
  let now = { record, count: (await countLookups(record, ask, domain)).count }
  while (now.count > most && steps.length < mostSteps) {
    const step = await cheapestStep(now.record, now.count, ask, domain)
    if (!step) break
    steps.push(step)
    now = step
  }
  return { steps, record: now.record, count: now.count, fits: now.count <= most }
}

interface Candidate {
  readonly kind: SpfWayKind
  readonly term: SpfMechanism
  readonly instead: readonly string[]
}

/** The ways out in words, in the order in which they are best taken. */
export function tellWaysOut({ steps, count, fits }: SpfWaysOut): string {
  const sentences = steps.map(({ kind, term, saves, instead }) => {
    const saved = `saves ${String(saves)}`
    if (kind === 'addresses')
      return `write ${instead.join(' ') || 'nothing'} in place of "${term}" (${saved})`
    if (kind === 'flatten')
      return `write the ${instead.length === 1 ? 'one block' : `${String(instead.length)} blocks`} behind "${term}" in its place, and keep ${instead.length === 1 ? 'it' : 'them'} up to date (${saved})`
    const why = {
      void: 'it leads nowhere',
      repeated: 'it stands there twice',
      covered: 'other terms let in all its addresses',
    }[kind]
    return `take out "${term}": ${why} (${saved})`
  })
  const end = fits
    ? `Then ${String(count)} are needed.`
    : `Then ${String(count)} are still needed: give services a subdomain of their own to send from.`
  const first = sentences.length === 0 ? '' : `Cheapest first: ${sentences.join('; ')}. `
  return `${first}${end} Addresses as ip4 and ip6 cost none.`
}

async function cheapestStep(
  record: string,
  count: number,
  resolve: SpfResolver,
  domain: string | undefined,
): Promise<SpfWayOut | undefined> {
  const { terms } = parseSpf(record)
  const { tree } = await countLookups(record, resolve, domain)
  const asking = terms.filter(isAsking)
  const costs = new Map(tree.map(node => [node.term, node]))
  const candidate = gone(asking, costs) ?? (await few(terms, asking, resolve, domain)) ?? undefined
  if (!candidate) return undefined
  const after = replaced(record, candidate)
  const left = (await countLookups(after, resolve, domain)).count
  if (left >= count) return undefined
  const { kind, term, instead } = candidate
  const position = term.offset + 1
  return {
    kind,
    term: term.text,
    position,
    saves: count - left,
    instead,
    record: after,
    count: left,
  }
}

/** Terms that can go without anybody's noticing. */
function gone(
  asking: readonly SpfMechanism[],
  costs: ReadonlyMap<string, SpfLookup>,
): Candidate | undefined {
  const isVoid = ({ text }: SpfTerm) => {
    const state = costs.get(text)?.state
    return state === 'void' || state === 'no-record'
  }
  const first = asking.find(isVoid)
  if (first) return { kind: 'void', term: first, instead: [] }
  const names = new Set<string>()
  const again = asking.find(term => {
    const name = canonicalTerm(term)
    return names.size === names.add(name).size
  })
  return again && { kind: 'repeated', term: again, instead: [] }
}

interface Known {
  readonly term: SpfMechanism
  readonly instead: readonly string[]
  readonly addresses: AddressSet
}

/** Terms whose addresses are known: covered by others, few, or at last the include with the fewest. */
async function few(
  terms: readonly SpfTerm[],
  asking: readonly SpfMechanism[],
  resolve: SpfResolver,
  domain: string | undefined,
): Promise<Candidate | undefined> {
  const known: Known[] = []
  for (const term of asking.filter(({ qualifier }) => qualifier === '+').slice(0, mostOpened)) {
    const flat = await flatRangesOf(term, resolve, domain)
    if (flat.state === 'refused') continue
    const instead = flat.ranges.map(range => `ip${String(range.version)}:${printRange(range)}`)
    known.push({ term, instead, addresses: addressesOf(flat.ranges) })
  }
  const spare = coveredOne(known, terms)
  if (spare) return { kind: 'covered', term: spare.term, instead: [] }
  const byLength = [...known].sort((one, other) => one.instead.length - other.instead.length)
  const hosts = byLength.find(
    ({ term, instead }) => term.name !== 'include' && instead.length <= mostHostAddresses,
  )
  if (hosts) return { ...hosts, kind: 'addresses' }
  const [least] = byLength
  return least && { ...least, kind: 'flatten' }
}

/** The first of which other terms that let in hold all addresses, and none that refuses touches them. */
function coveredOne(known: readonly Known[], terms: readonly SpfTerm[]): Known | undefined {
  const own = terms.filter(isAddress)
  const named = (isPass: boolean) =>
    addressesOf(own.flatMap(one => ((one.qualifier === '+') === isPass ? [one.range] : [])))
  const refused = named(false)
  // What two of them let in, one of them lets in when the other is gone.
  const twice: AddressSet[] = [named(true)]
  let once: AddressSet = noAddress
  for (const { addresses } of known) {
    twice.push(intersection(once, addresses))
    once = union(once, addresses)
  }
  const spare = unionOf(twice)
  return known.find(
    ({ addresses }) => isEmpty(intersection(addresses, refused)) && holds(spare, addresses),
  )
}

function replaced(record: string, { term, instead }: Candidate): string {
  const end = term.offset + term.text.length
  if (instead.length > 0)
    return spliced(record, [{ start: term.offset, end, text: instead.join(' ') }])
  const start = record.slice(0, term.offset).replace(/ +$/, '').length
  return spliced(record, [{ start, end, text: '' }])
}

function isAsking(term: SpfTerm): term is SpfMechanism {
  return term.kind === 'mechanism' && !isDirect(term)
}
