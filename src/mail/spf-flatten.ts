/**
 * Flattening, only where somebody asks for it: an include is replaced by the
 * addresses behind it. That saves look-ups and goes stale unseen, so in front of
 * the addresses stands a dated note, a modifier that receivers must ignore
 * (RFC 7208, section 6): `devicemail-flat=2026-11-24/spf.example.com/3` says that
 * the three terms behind it stood for spf.example.com on that day.
 */
import { remembering } from './dns-memory.js'
import { hasFailed } from './dns-status.js'
import { addressesOf, difference, isEmpty, rangesOf } from './address-set.js'
import { finding, type Finding } from '../findings.js'
import { printRange, type IpRange } from './ip-range.js'
import { flatRangesOf } from './spf-flat-ranges.js'
import { spfLimits } from './limits.js'
import { isAddress, type SpfAddressTerm } from './spf-direct.js'
import type { SpfResolver } from './spf-lookups.js'
import { parseSpf, spfFindings } from './spf.js'
import { canonicalTerm, parseSpfTerm, type SpfTerm } from './spf-term.js'
import { steady } from './spf-steady.js'
import { splitTxt } from './spf-txt.js'
import { spliced, type Splice } from './splice.js'

const noteName = 'devicemail-flat'

export interface SpfFlattening {
  readonly domain: string
  readonly record: string
  /** The includes to replace: `include:spf.example.com`. */
  readonly terms: readonly string[]
  /** The day that the note bears: `2026-11-24`. */
  readonly date: string
}

export interface SpfFlattened {
  /** null where anything was refused: a record is flattened as asked, or not at all. */
  readonly record: string | null
  /** The record as the strings of its TXT value. */
  readonly strings: readonly string[]
  readonly findings: readonly Finding[]
}

export async function flattenSpf(
  { domain, record, terms: asked, date }: SpfFlattening,
  resolve: SpfResolver,
): Promise<SpfFlattened> {
  const parsed = parseSpf(record)
  const findings: Finding[] = [...spfFindings(domain, parsed)]
  const splices: Splice[] = []
  const refuse = (term: string, why: string) =>
    findings.push(finding('spf-flattening-refused', { domain, term, why }))
  const ask = remembering(steady(resolve))
  // Of two alike the first is meant.
  const byName = new Map(parsed.terms.map(one => [canonicalTerm(one), one] as const).reverse())
  for (const name of new Set(asked.map(text => canonicalTerm(parseSpfTerm(text))))) {
    const term = byName.get(name)
    if (term?.kind !== 'mechanism' || term.name !== 'include') {
      refuse(name, 'no such include stands in the record')
      continue
    }
    const flat = await flatRangesOf(term, ask)
    if (flat.state === 'refused') {
      refuse(term.text, flat.why)
      continue
    }
    const sign = term.qualifier === '+' ? '' : term.qualifier
    const end = term.offset + term.text.length
    const text = flatText(flat.name, flat.ranges, sign, date)
    splices.push({ start: term.offset, end, text })
  }
  if (findings.length > 0) return { record: null, strings: [], findings }
  const flattened = spliced(record, splices)
  const tooLong = tooLongBy(domain, record, splices)
  if (tooLong) return { record: null, strings: [], findings: [tooLong] }
  return { record: flattened, strings: splitTxt(flattened), findings }
}

/**
 * A record that outgrows one answer fails for receivers behind strict firewalls. It is
 * not spread over names of ours: decision 0030. Told is how much of it would fit.
 */
function tooLongBy(
  domain: string,
  record: string,
  splices: readonly Splice[],
): Finding | undefined {
  const most = spfLimits.advisedLength.value
  const { length } = spliced(record, splices)
  if (length <= most || length <= record.length) return undefined
  const growth = ({ start, end, text }: Splice) => text.length - (end - start)
  const byGrowth = [...splices].sort((one, other) => growth(one) - growth(other))
  const fitting: Splice[] = []
  for (const one of byGrowth)
    if (spliced(record, [...fitting, one]).length <= most) fitting.push(one)
  const named = (all: readonly Splice[]) =>
    all.map(({ start, end }) => record.slice(start, end)).join(', ')
  const rest = named(byGrowth.filter(one => !fitting.includes(one)))
  const size = spliced(record, fitting).length
  const first =
    fitting.length > 0 ? `Flatten ${named(fitting)} only, which makes ${String(size)} bytes. ` : ''
  const facts = { domain, length, most, first, rest }
  return finding('spf-flattening-too-long', facts)
}

/**
 * What of a flattened record no longer agrees with the DNS, and what to write instead;
 * nothing where it was never flattened. `today` is the day that a new note would bear.
 */
export async function staleFlattening(
  domain: string,
  record: string,
  resolve: SpfResolver,
  today: string,
): Promise<readonly Finding[]> {
  const { terms } = parseSpf(record)
  const found: Finding[] = []
  for (const [index, note] of terms.entries()) {
    const read = readNote(note)
    if (!read) continue
    const { count } = read
    const block = addressesBehind(terms, index, count)
    if (block.length !== count) {
      const position = note.offset + 1
      found.push(finding('spf-flattening-altered', { domain, note: note.text, position }))
      continue
    }
    found.push(...(await changeOf(block, { ...read, domain, note: note.text, today }, resolve)))
  }
  return found
}

interface Noted {
  readonly domain: string
  readonly note: string
  readonly date: string
  readonly name: string
  readonly count: number
  readonly today: string
}

async function changeOf(
  block: readonly SpfAddressTerm[],
  { domain, note, date, name, count, today }: Noted,
  resolve: SpfResolver,
): Promise<readonly Finding[]> {
  const unasked: string[] = []
  const ask = steady(resolve)
  const watching: SpfResolver = async (asked, type) => {
    const answer = await ask(asked, type)
    if (hasFailed(answer)) unasked.push(asked)
    return answer
  }
  const flat = await flatRangesOf(parseSpfTerm(`include:${name}`), watching)
  const facts = { domain, date, name }
  // What did not answer may stand as it stood: that is no change.
  if (unasked.length > 0) {
    const names = [...new Set(unasked)].join(', ')
    return [finding('spf-flattening-unread', { ...facts, unasked: names })]
  }
  if (flat.state === 'refused')
    return [finding('spf-flattening-source-broken', { ...facts, why: flat.why })]
  const now = addressesOf(flat.ranges)
  const then = addressesOf(block.map(({ range }) => range))
  const [more, less] = [difference(now, then), difference(then, now)]
  if (isEmpty(more) && isEmpty(less)) return []
  const list = (set: typeof more) => rangesOf(set).map(printRange).join(', ') || 'nothing'
  const change = `it lets in ${list(more)} besides, and ${list(less)} no longer`
  const [first] = block
  const sign = first && first.qualifier !== '+' ? first.qualifier : ''
  const fresh = flatText(name, flat.ranges, sign, today)
  return [finding('spf-flattening-stale', { ...facts, change, note, count, fresh })]
}

/** The note and the terms behind it. */
function flatText(name: string, ranges: readonly IpRange[], sign: string, date: string): string {
  const blocks = ranges.map(one => `${sign}ip${String(one.version)}:${printRange(one)}`)
  return [`${noteName}=${date}/${name}/${String(blocks.length)}`, ...blocks].join(' ')
}

function readNote(term: SpfTerm) {
  if (term.kind !== 'modifier' || term.name !== noteName) return undefined
  const [, date, name, count] = /^(\d{4}-\d{2}-\d{2})\/([^/]+)\/(\d{1,4})$/.exec(term.value) ?? []
  return date === undefined || name === undefined ? undefined : { date, name, count: Number(count) }
}

/** No more than `count`; fewer where another term stands among them. */
function addressesBehind(
  terms: readonly SpfTerm[],
  note: number,
  count: number,
): readonly SpfAddressTerm[] {
  const block: SpfAddressTerm[] = []
  for (let at = note + 1; block.length < count; at += 1) {
    const term = terms[at]
    if (!term || !isAddress(term)) break
    block.push(term)
  }
  return block
}
