/** What of a world is not ours, in a form that can be held against itself later. */
import type { Row } from '../../src/drivers/drivers.js'
import type { Recipient } from '../../src/drivers/exchange/simulator/tenant.js'
import { parseDevicemailTxt } from '../../src/mail/devicemail-txt.js'
import { createMark } from '../../src/resources/mark.js'
import type { Wanted } from '../../src/resources/resource.js'
import type { Everything } from './setting.js'

export interface Foreign {
  readonly connectors: readonly unknown[]
  readonly recipients: readonly unknown[]
  readonly organization: unknown
  readonly others: unknown
  readonly zones: Readonly<
    Record<string, { readonly lines: readonly string[]; readonly terms: readonly string[] }>
  >
}

const mark = createMark('contoso')

/** All but what bears our mark and the parts that the spec may touch, by whose line in it. */
export function foreignIn({ tenant, zones }: Everything, wanted: readonly Wanted[] = []): Foreign {
  const { InboundConnector, OrganizationConfig, ...others } = tenant.objects
  const touched = new Set(
    wanted.filter(one => one.kind === 'smtp-auth').map(one => String(one.key)),
  )
  const guarded = wanted.some(one => one.kind === 'direct-send-guard')
  return {
    connectors: InboundConnector.filter(row => mark.ownerFrom(row.Comment) !== 'us'),
    recipients: tenant.recipients
      .filter(one => !isOurs(one))
      .map(one => (touched.has(primaryOf(one)) ? withoutSwitch(one) : one)),
    organization: OrganizationConfig.map(row => (guarded ? withoutGuard(row) : row)),
    others,
    zones: Object.fromEntries(
      Object.entries(zones).map(([domain, text]) => [domain, zonePart(text)]),
    ),
  }
}

/** What is left of what was there before: a term that two specs need may be new in a record. */
export function leftOf(before: Foreign, now: Foreign): Foreign {
  const zones = Object.entries(now.zones).map(([domain, { lines, terms }]) => {
    const had = before.zones[domain]?.terms ?? []
    return [domain, { lines, terms: terms.filter(term => had.includes(term)) }] as const
  })
  return { ...now, zones: Object.fromEntries(zones) }
}

function isOurs(one: Recipient): boolean {
  const text = one.settings?.CustomAttribute15 ?? ''
  const primary = primaryOf(one)
  return mark.ownerFrom(text) === 'us' || (text === '' && one.Alias === mark.birthSign(primary))
}

function primaryOf({ EmailAddresses }: Recipient): string {
  return EmailAddresses.find(one => one.startsWith('SMTP:'))?.slice('SMTP:'.length) ?? ''
}

function withoutSwitch({ protocols = {}, ...one }: Recipient): unknown {
  return {
    ...leaveOut(one, ['WhenChangedUTC']),
    protocols: leaveOut(protocols, ['SmtpClientAuthenticationDisabled']),
  }
}

function withoutGuard(row: Row): unknown {
  return leaveOut(row, ['RejectDirectSend'])
}

function leaveOut(from: object, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)))
}

/** What even a record of nothing but our terms has. */
const frame = ['v=spf1', '~all']

/** Every line but the SPF record, our mark and the serial; and the terms that are not ours alone. */
function zonePart(text: string) {
  const lines = text.split('\n')
  const valueOf = (line: string) => /TXT "([^"]*)"/.exec(line)?.[1] ?? ''
  const marks = lines.flatMap(line => {
    const found = parseDevicemailTxt(valueOf(line))
    return found ? [{ line, ...found }] : []
  })
  const ours = marks.filter(one => one.spec === 'contoso')
  const shared = new Set(marks.filter(one => one.spec !== 'contoso').flatMap(one => one.terms))
  const isSpf = (line: string) => valueOf(line).startsWith('v=spf1')
  const terms = new Set(ours.flatMap(one => one.terms).filter(term => !shared.has(term)))
  return {
    lines: lines
      .filter(line => !isSpf(line) && !ours.some(one => one.line === line) && line !== '')
      .map(line => line.replace(/hostmaster \d+/, 'hostmaster'))
      .sort(),
    terms: lines
      .filter(isSpf)
      .flatMap(line => valueOf(line).split(' '))
      .filter(term => !terms.has(term) && !frame.includes(term)),
  }
}
