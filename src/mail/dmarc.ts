/**
 * DMARC records: what receivers do with mail that neither SPF nor DKIM vouches
 * for under the domain that people see in From.
 *
 * We lean on these facts (RFC 7489, and the walk up the tree of its successor):
 * - a name without a record takes that of a name above it, with `sp` for `p`
 * - two records at one name count as none
 * - relaxed alignment, which is usual, takes names of one organisation as one
 *
 * `readDmarc` asks an injected resolver; the rest is pure. DMARC is judged here
 * and never written: it speaks for all mail of a domain, devices are few of it.
 */
import { hasFailed } from './dns-status.js'
import { isSubdomainOf, parentOf } from './domain-name.js'
import { textOfRecord } from './spf-txt.js'

export type DmarcPolicy = 'none' | 'quarantine' | 'reject'
export type Alignment = 'relaxed' | 'strict'

export interface DmarcRecord {
  readonly text: string
  readonly policy: DmarcPolicy
  /** For names below that have no record of their own. */
  readonly subdomainPolicy: DmarcPolicy
  readonly spf: Alignment
  readonly dkim: Alignment
}

export type DmarcReading =
  | {
      readonly state: 'present'
      readonly record: DmarcRecord
      /** What holds for the name that was asked. */
      readonly policy: DmarcPolicy
      /** The name at which the record stands. */
      readonly at: string
      /** The highest name with a record: all below it count as one organisation. */
      readonly organization: string
    }
  | { readonly state: 'absent' }
  /** No record can be made of the text; receivers act as if there were none. */
  | { readonly state: 'faulty'; readonly at: string; readonly text: string }
  /** The DNS could not be asked. */
  | { readonly state: 'unknown' }

/** Asks the DNS and never throws; TXT records come as lists of strings. */
type TxtResolver = (
  name: string,
  type: 'TXT',
) => Promise<{ readonly status: string; readonly records: readonly unknown[] }>

const policies: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject']

function isDmarc(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text)
}

/** Reads a record; undefined where it says no policy that receivers know. */
export function parseDmarc(text: string): DmarcRecord | undefined {
  if (!isDmarc(text)) return undefined
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    const [, name, value] = /^\s*([a-z]+)\s*=\s*(.*?)\s*$/i.exec(part) ?? []
    if (name !== undefined && value !== undefined) tags.set(name.toLowerCase(), value.toLowerCase())
  }
  const policy = policyIn(tags.get('p'))
  if (!policy) return undefined
  return Object.freeze({
    text,
    policy,
    subdomainPolicy: policyIn(tags.get('sp')) ?? policy,
    spf: tags.get('aspf') === 's' ? 'strict' : 'relaxed',
    dkim: tags.get('adkim') === 's' ? 'strict' : 'relaxed',
  })
}

/** The record that holds for a domain: its own, or that of a name above it. */
export async function readDmarc(domain: string, resolve: TxtResolver): Promise<DmarcReading> {
  const names = withParents(domain)
  const found = await Promise.all(names.map(name => readAt(name, resolve)))
  const first = found.find(one => one.state !== 'absent')
  if (!first) return { state: 'absent' }
  if (first.state !== 'present') return first
  const { at, record } = first
  const highest = found.filter(one => one.state === 'present').at(-1) ?? first
  return Object.freeze({
    ...first,
    policy: at === domain ? record.policy : record.subdomainPolicy,
    organization: highest.at,
  })
}

/** Whether receivers take the domain that vouches for the one in From. */
export function aligns(vouching: string, shown: string, mode: Alignment, top: string): boolean {
  if (vouching === shown) return true
  if (mode === 'strict') return false
  const within = (name: string) => name === top || isSubdomainOf(name, top)
  return within(vouching) && within(shown)
}

type Found =
  | Extract<DmarcReading, { readonly state: 'absent' | 'faulty' | 'unknown' }>
  | { readonly state: 'present'; readonly record: DmarcRecord; readonly at: string }

async function readAt(at: string, resolve: TxtResolver): Promise<Found> {
  const { status, records } = await resolve(`_dmarc.${at}`, 'TXT')
  if (hasFailed({ status })) return { state: 'unknown' }
  const texts = records.map(textOfRecord).filter(isDmarc)
  const [text, ...more] = texts
  if (text === undefined || more.length > 0) return { state: 'absent' }
  const record = parseDmarc(text)
  return record ? { state: 'present', record, at } : { state: 'faulty', at, text }
}

/** A top-level domain alone is nobody's, so the walk ends at two labels. */
function withParents(domain: string): readonly string[] {
  const parent = parentOf(domain)
  return parent?.includes('.') ? [domain, ...withParents(parent)] : [domain]
}

function policyIn(value: string | undefined): DmarcPolicy | undefined {
  return policies.find(one => one === value)
}
