/**
 * What the notes beside a record say, where that is not what devicemail would have
 * left there: what was found, what follows for the terms, and what to do. What a
 * note said before somebody edited it nobody knows, so it is never guessed.
 */
import { finding, type Finding } from '../../findings.js'
import {
  alteredDevicemailTxt,
  devicemailNameOf,
  parseDevicemailTxt,
  printDevicemailTxt,
  type DevicemailTxt,
} from '../../mail/devicemail-txt.js'
import type { SpfMerge } from '../../mail/spf-merge.js'
import { parseSpf } from '../../mail/spf.js'
import { canonicalTerm } from '../../mail/spf-term.js'
import type { DesiredSpf, LiveSpf } from './fields.js'
import { termsIn } from './look-ups.js'

/** What was read, and what is wanted, in one. */
interface Seen {
  readonly domain: string
  readonly note: string
  readonly spec: string
  readonly wanted: ReadonlySet<string>
  readonly managed: boolean
  readonly live: LiveSpf
  /** The terms of the record, canonical. */
  readonly there: ReadonlySet<string>
  readonly own: readonly DevicemailTxt[]
  readonly merged: SpfMerge
}

export function noteFindings(
  { domain, managed, terms }: DesiredSpf,
  live: LiveSpf,
  merged: SpfMerge,
): readonly Finding[] {
  const { spec, record, marks } = live
  const own = marks.flatMap(parseOwn(spec))
  const there = termsIn(record)
  const note = devicemailNameOf(domain)
  const wanted = new Set(terms)
  const seen: Seen = { domain, note, spec, wanted, managed, live, there, own, merged }
  return [
    ...alteredNotes(marks, { domain, spec, record, wanted: terms }),
    ...doubled(seen),
    ...ofAnotherSpec(seen),
    ...missing(seen),
    ...ofOthers(seen),
    ...withoutNote(seen),
  ]
}

interface Around {
  readonly domain: string
  readonly spec: string
  /** '' where there is none, or it was not read. */
  readonly record: string
  readonly wanted: readonly string[]
}

/** Values at `_devicemail` that were meant as notes, and are none. */
export function alteredNotes(
  values: readonly string[],
  { domain, spec, record, wanted }: Around,
): readonly Finding[] {
  const note = devicemailNameOf(domain)
  const there = termsIn(record)
  return values.flatMap(value => {
    const altered = alteredDevicemailTxt(value)
    if (!altered) return []
    const { why, value: found } = altered
    const facts = { note, why, found }
    if (altered.spec !== null && altered.spec !== spec) {
      const expected = printDevicemailTxt({ spec: altered.spec, terms: altered.terms })
      return [finding('spf-note-of-others-altered', { ...facts, spec: altered.spec, expected })]
    }
    const named = altered.terms.length > 0 ? altered.terms : wanted.filter(one => there.has(one))
    const left = altered.terms.filter(one => there.has(one) && !wanted.includes(one))
    const stay = left.length > 0 ? `: it names ${left.join(', ')}, which the spec does not` : ''
    const expected = printDevicemailTxt({ spec, terms: named })
    return [finding('spf-note-altered', { ...facts, expected, stay })]
  })
}

function doubled({ own, note, there, managed, live, merged }: Seen): readonly Finding[] {
  if (own.length < 2) return []
  const terms = [...new Set(live.terms)]
  const goes = terms.filter(one => there.has(one) && merged.removed.includes(one))
  const isSame = merged.record === live.record && same(live.terms, merged.ours)
  const follows = !managed
    ? 'A person keeps them, so both stay until one is deleted'
    : isSame
      ? 'Nothing else is to be written, so both stay until one is deleted'
      : `One is made of them${goes.length > 0 ? `, and the record loses ${goes.join(', ')}` : ''}`
  return [
    finding('spf-note-doubled', { note, count: own.length, terms: terms.join(', '), follows }),
  ]
}

/** A first run beside another spec, or a note whose spec was renamed: one cannot be told from the other. */
function ofAnotherSpec({ own, live, note, spec, wanted, there }: Seen): readonly Finding[] {
  if (own.length > 0) return []
  return live.marks.flatMap(value => {
    const other = parseDevicemailTxt(value)
    const shared = other?.terms.filter(one => wanted.has(one) && there.has(one)) ?? []
    if (!other || other.spec === spec || shared.length === 0) return []
    const facts = { note, spec: other.spec, terms: shared.join(', ') }
    return [finding('spf-note-of-another-spec', facts)]
  })
}

function missing({ domain, note, spec, wanted, managed, live, there }: Seen): readonly Finding[] {
  const absent = [...new Set(live.terms)].filter(one => !there.has(one))
  if (absent.length === 0) return []
  const back = absent.filter(one => wanted.has(one))
  const gone = absent.filter(one => !wanted.has(one))
  const right = printDevicemailTxt({ spec, terms: [...wanted] })
  const clauses = [
    ...(back.length > 0
      ? [
          managed
            ? `${back.join(', ')} ${isOrAre(back)} put back, since the spec asks for ${itOrThem(back)}`
            : `The record to be published holds ${back.join(', ')} again, since the spec asks for ${itOrThem(back)}`,
        ]
      : []),
    ...(gone.length > 0
      ? [
          managed
            ? `${gone.join(', ')} ${isOrAre(gone)} struck from the note, since the spec does not ask for ${itOrThem(gone)}`
            : `The spec does not ask for ${gone.join(', ')}, so the note should read "${right}"`,
        ]
      : []),
  ]
  const facts = { domain, note, terms: absent.join(', '), follows: clauses.join('; ') }
  return live.record === ''
    ? [finding('spf-note-without-record', facts)]
    : [finding('spf-note-names-missing', { ...facts, it: itOrThem(absent) })]
}

/** Of a record that a person keeps, only a note that stands can lack something. */
function ofOthers({ domain, note, spec, managed, merged, own, live }: Seen): readonly Finding[] {
  const { foreign } = merged
  if (foreign.length === 0 || (!managed && own.length === 0)) return []
  const expected = printDevicemailTxt({ spec, terms: [...live.terms, ...foreign] })
  const facts = { domain, note, terms: foreign.join(', '), it: itOrThem(foreign), expected }
  return [finding('spf-term-of-others', facts)]
}

/** No closing of a site is needed to see them; but whose they are, only a note could say. */
function withoutNote({ domain, note, spec, wanted, managed, live, own }: Seen): readonly Finding[] {
  if (managed || own.length > 0) return []
  const named = new Set([...live.termsOfOtherSpecs, ...live.termsInDoubt])
  const strange = parseSpf(live.record)
    .terms.filter(one => one.kind === 'mechanism' && one.qualifier === '+')
    .filter(one => one.kind === 'mechanism' && (one.name === 'ip4' || one.name === 'ip6'))
    .map(canonicalTerm)
    .filter(one => !wanted.has(one) && !named.has(one))
  if (strange.length === 0) return []
  const expected = printDevicemailTxt({ spec, terms: [...wanted] })
  const facts = { domain, note, terms: strange.join(', '), it: itOrEach(strange), expected }
  return [finding('spf-terms-without-note', facts)]
}

function parseOwn(spec: string): (value: string) => readonly DevicemailTxt[] {
  return value => {
    const mark = parseDevicemailTxt(value)
    return mark?.spec === spec ? [mark] : []
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((term, index) => term === other[index])
}

function isOrAre(terms: readonly string[]): string {
  return terms.length === 1 ? 'is' : 'are'
}

function itOrThem(terms: readonly string[]): string {
  return terms.length === 1 ? 'it' : 'them'
}

function itOrEach(terms: readonly string[]): string {
  return terms.length === 1 ? 'it' : 'each'
}
