/** What a change of an SPF record means: which addresses gain or lose, and what it costs receivers. */
import { printRange } from '../../mail/ip-range.js'
import { spfLimits } from '../../mail/limits.js'
import { compareAllowed } from '../../mail/spf-ranges.js'
import type { Telling, Transition } from '../resource.js'
import type { DesiredSpf, LiveSpf } from './fields.js'

export function titleOfSpf({ domain }: Pick<DesiredSpf, 'domain'>): string {
  return `SPF ${domain}`
}

export function tellSpfRecord({ before, after }: Transition<DesiredSpf, LiveSpf>): Telling {
  const domain = (after ?? before)?.domain ?? ''
  const old = before?.record ?? ''
  const next = after?.record ?? ''
  const { gained, lost } = compareAllowed(old || null, next || null)
  const gains = gained.map(printRange)
  const losses = lost.map(printRange)
  return {
    title: titleOfSpf({ domain }),
    meaning: meaningOf(domain, old, next, gains, losses),
    canMore: gains.map(range => `mail of ${domain} from ${range} passes SPF`),
    canLess: losses.map(range => `mail of ${domain} from ${range} no longer passes SPF`),
    ifWrong:
      gains.length > 0
        ? 'inside mail goes to Junk; a stranger behind a wrong address passes SPF'
        : losses.length > 0
          ? 'mail that still leaves from there goes to Junk or is refused'
          : null,
    details: [
      ...(old === '' && next !== '' ? [{ label: 'new record', text: next }] : []),
      { label: 'gains', text: gains.length > 0 ? gains.join(', ') : 'nobody' },
      { label: 'loses', text: losses.length > 0 ? losses.join(', ') : 'nobody' },
      ...(before ? keptDetails(before, next) : []),
    ],
  }
}

function keptDetails(live: LiveSpf, next: string): Telling['details'] {
  const others = live.values.filter(value => value !== live.record).length
  const added = [...live.includeLookups]
    .filter(([term]) => next.includes(term) && !live.record.includes(term))
    .reduce((sum, [, count]) => sum + count, 0)
  const now = live.lookups.count
  const atLeast = live.lookups.complete ? '' : 'at least '
  const most = spfLimits.lookups.value
  return [
    {
      label: 'look-ups',
      text:
        added === 0
          ? `${atLeast}${now} of ${most}, as before`
          : `${atLeast}${now + added} of ${most}, ${now} before`,
    },
    ...(others > 0
      ? [{ label: 'kept', text: `${others} other TXT ${others === 1 ? 'value' : 'values'}` }]
      : []),
  ]
}

function meaningOf(
  domain: string,
  old: string,
  next: string,
  gains: readonly string[],
  losses: readonly string[],
): string {
  const gain = gains.length > 0 ? `${gains.join(', ')} may now send mail of ${domain}` : ''
  const loss = losses.length > 0 ? `${losses.join(', ')} may no longer` : 'nobody loses'
  if (gain) return `${gain}; ${loss}.`
  if (losses.length > 0) return `${losses.join(', ')} may no longer send mail of ${domain}.`
  if (old === next) return `Our note of what is ours in the record of ${domain} is put right.`
  return `The record of ${domain} changes; the same addresses may send as before.`
}
