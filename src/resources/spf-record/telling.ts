/** What a change of an SPF record means: which addresses gain or lose, and what it costs receivers. */
import { printRange } from '../../mail/ip-range.js'
import { spfLimits } from '../../mail/limits.js'
import { changeOfOwnTerms, type SpfChange, type SpfShare } from '../../mail/spf-change.js'
import type { Telling, Transition } from '../resource.js'
import type { DesiredSpf, LiveSpf } from './fields.js'
import { isWeaker } from '../../mail/spf-all.js'
import { lookupsAfter } from './look-ups.js'

export function titleOfSpf({ domain }: Pick<DesiredSpf, 'domain'>): string {
  return `SPF ${domain}`
}

export function tellSpfRecord({ before, after }: Transition<DesiredSpf, LiveSpf>): Telling {
  const domain = (after ?? before)?.domain ?? ''
  const old = before?.record ?? ''
  const next = after?.record ?? ''
  const change =
    before?.next?.record === next ? before.next.change : changeOfOwnTerms(old || null, next || null)
  const gains = change.gains.map(shareText)
  const losses = change.losses.map(shareText)
  const reason = reasonOf(before, after)
  const meaning = old === next ? noteText(before, after) : meaningOf(domain, change, reason)
  // The record itself stays then, with all that is not ours.
  const goesWhole = (before?.terms.length ?? 0) > 0 && (after?.terms.length ?? 0) === 0
  return {
    title: goesWhole ? `our part of ${titleOfSpf({ domain })}` : titleOfSpf({ domain }),
    meaning,
    ...(before ? { alsoMeans: `${meaning} Look-ups: ${lookupsText(before, next)}.` } : {}),
    canMore: gains.length > 0 ? [`mail of ${domain} from ${list(gains)} passes SPF`] : [],
    canLess:
      losses.length > 0 ? [`mail of ${domain} from ${list(losses)} no longer passes SPF`] : [],
    ifWrong:
      gains.length > 0
        ? 'inside mail goes to Junk; a stranger behind a wrong address passes SPF'
        : losses.length > 0
          ? 'mail that still leaves from there goes to Junk or is refused'
          : null,
    details: [
      ...(old === '' && next !== '' ? [{ label: 'new record', text: next }] : []),
      { label: 'gains', text: list(gains) || 'nobody' },
      { label: 'loses', text: list(losses) || 'nobody' },
      ...elsewhereDetails(change),
      ...(reason === '' ? [] : [{ label: 'reason', text: reason }]),
      ...keptByOthers('already allowed', change.already),
      ...keptByOthers('still allowed', change.still),
      ...(change.open.length === 0 || old === next
        ? []
        : [
            {
              label: 'not known',
              text: `${notKnown(change)}: gains and losses are by the record’s own terms`,
            },
          ]),
      ...(before ? keptDetails(before, next) : []),
    ],
  }
}

/** Only the mark changes: what it says now, and what it will say. */
function noteText(before: LiveSpf | undefined, after: DesiredSpf | undefined): string {
  const domain = (after ?? before)?.domain ?? ''
  const [was, is] = [before?.terms ?? [], after?.terms ?? []]
  const record = before?.record === '' ? 'there is no record' : 'the record stays as it is'
  const note = `Our note of what is ours in the record of ${domain}`
  if (is.length === 0) return `${note} is taken away: it named ${list(was)}; ${record}.`
  const named = was.length === 0 ? 'it was missing' : `it named ${list(was)}`
  return `${note} is put right: ${named}, and will name ${list(is)}; ${record}.`
}

function meaningOf(domain: string, change: SpfChange, reason: string): string {
  const gains = list(change.gains.map(shareText))
  const losses = list(change.losses.map(shareText))
  const clauses = [
    ...(gains ? [`${gains} may now send mail of ${domain}`] : []),
    ...(gains && losses ? [`${losses} may no longer`] : []),
    ...(!gains && losses ? [`${losses} may no longer send mail of ${domain}`, 'nobody gains'] : []),
    ...(gains && !losses ? ['nobody loses'] : []),
    ...(gains || losses
      ? []
      : [`The record of ${domain} changes`, 'the same addresses may send as before']),
    ...change.already.map(share => `${rangesText(share)} may already, by ${share.term}`),
    ...change.still.map(share => `${rangesText(share)} may still, by ${share.term}`),
    ...restText(change),
    ...(reason === '' ? [] : [`the reason: ${reason}`]),
    ...(change.open.length > 0 ? [`this is by its own terms, since ${notKnown(change)}`] : []),
  ]
  return `${clauses.join('; ')}.`
}

/** Addresses for those that name them, and the term for those that lead elsewhere. */
function shareText(share: SpfShare): string {
  // Its blocks are the whole Internet but for a few addresses, which tells nobody anything.
  if (/^[-+~?]?all$/i.test(share.term)) return 'everybody else'
  if (share.isDirect) return rangesText(share)
  return share.isWhole
    ? `the servers behind ${share.term}`
    : `${rangesText(share)} (by ${share.term})`
}

const mostRanges = 6

function rangesText({ ranges }: SpfShare): string {
  const shown = ranges.slice(0, mostRanges).map(printRange)
  const more = ranges.length - shown.length
  return list([
    ...shown,
    ...(more > 0 ? [`${more === 1 ? '1 block' : `${String(more)} blocks`} more`] : []),
  ])
}

function keptByOthers(label: string, shares: readonly SpfShare[]): Telling['details'] {
  return shares.map(share => ({ label, text: `${rangesText(share)} by ${share.term}` }))
}

function notKnown({ open }: SpfChange): string {
  return `what ${list(open)} ${open.length === 1 ? 'lets' : 'let'} in could not be looked into`
}

const inWords: Readonly<Record<NonNullable<SpfChange['rest']>['after'], string>> = {
  pass: 'let in',
  fail: 'to be refused',
  softfail: 'taken as suspicious',
  neutral: 'left undecided',
  none: 'left undecided',
  permerror: 'not judged, since receivers give the record up',
  unknown: 'judged by another record, which could not be looked into',
}

function restText({ rest }: SpfChange): readonly string[] {
  if (!rest) return []
  return [`mail from elsewhere is ${inWords[rest.after]}, and was ${inWords[rest.before]} before`]
}

function elsewhereDetails({ rest }: SpfChange): Telling['details'] {
  if (!rest) return []
  return [
    { label: 'elsewhere', text: `mail is ${inWords[rest.after]}; before: ${inWords[rest.before]}` },
  ]
}

/** Why the end gets weaker, in the words of the spec; empty where it does not. */
function reasonOf(before: LiveSpf | undefined, after: DesiredSpf | undefined): string {
  if (!before || !after || !isWeaker(before.record, after.record)) return ''
  return after.weaken?.replace(/[\s.]+$/, '') ?? ''
}

function keptDetails(live: LiveSpf, next: string): Telling['details'] {
  const others = live.values.filter(value => value !== live.record).length
  return [
    { label: 'look-ups', text: lookupsText(live, next) },
    ...(others > 0
      ? [{ label: 'kept', text: `${others} other TXT ${others === 1 ? 'value' : 'values'}` }]
      : []),
  ]
}

function lookupsText(live: LiveSpf, next: string): string {
  const { count, complete } = live.lookups
  const after = lookupsAfter(live, next)
  const text = `${complete ? '' : 'at least '}${after} of ${spfLimits.lookups.value}`
  return after === count ? `${text}, as before` : `${text}, ${count} before`
}

function list(texts: readonly string[]): string {
  return texts.join(', ')
}
