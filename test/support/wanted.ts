/** Wanted things for tests, each with what most tests do not care about filled in. */
import { want } from '../../src/compile/want.js'
import { parseRange, type IpRange } from '../../src/mail/ip-range.js'
import { buildSpf } from '../../src/mail/spf.js'
import { DirectSendGuard } from '../../src/resources/direct-send-guard.js'
import {
  ExchangeServicePrincipal,
  type DesiredServicePrincipal,
} from '../../src/resources/exchange-service-principal.js'
import { InboundConnector, type DesiredConnector } from '../../src/resources/inbound-connector.js'
import { ManagementScope, type DesiredScope } from '../../src/resources/management-scope.js'
import { SharedMailbox, type DesiredMailbox } from '../../src/resources/shared-mailbox.js'
import { SmtpAuth } from '../../src/resources/smtp-auth.js'
import { SmtpSendAsApp, type DesiredSendAsApp } from '../../src/resources/smtp-send-as-app.js'
import { SpfRecord, type DesiredSpf } from '../../src/resources/spf-record.js'
import {
  keyFrom,
  type AnyKind,
  type ResourceKind,
  type Wanted,
} from '../../src/resources/resource.js'

type Options = Partial<Omit<Wanted, 'kind' | 'key' | 'desired' | 'because' | 'formerly'>> & {
  readonly formerly?: string
}

export function connector(
  site: string,
  desired: Partial<Omit<DesiredConnector, 'egressIps'>> & {
    readonly egressIps?: readonly string[]
  } = {},
  options: Options = {},
): Wanted<DesiredConnector> {
  const { egressIps = ['203.0.113.10'], ...rest } = desired
  return wanted(InboundConnector, options, {
    site,
    certificate: null,
    name: `Devices at ${site}`,
    enabled: true,
    requireTls: false,
    ...rest,
    egressIps: ranges(...egressIps),
  })
}

/** A connector that knows its devices by their certificate. */
export function certificateConnector(certificate: string): Wanted<DesiredConnector> {
  return wanted(
    InboundConnector,
    {},
    {
      site: null,
      certificate,
      name: `Devices with certificate ${certificate}`,
      enabled: true,
      requireTls: true,
      egressIps: [],
    },
  )
}

export function mailbox(
  address: string,
  desired: Partial<DesiredMailbox> = {},
  options: Options = {},
): Wanted<DesiredMailbox> {
  return wanted(SharedMailbox, options, {
    address,
    displayName: `Devices (${address})`,
    aliases: [],
    members: [],
    hidden: true,
    smtpAuth: false,
    signInName: null,
    ...desired,
  })
}

export function smtpAuth(address: string, enabled: boolean | null = true, options: Options = {}) {
  return wanted(SmtpAuth, options, { address, enabled })
}

export function guard(rejectDirectSend = true, options: Options = {}) {
  const organization = 'contoso.onmicrosoft.com'
  return wanted(DirectSendGuard, options, { organization, rejectDirectSend })
}

export function spf(
  domain: string,
  terms: readonly string[],
  desired: Partial<DesiredSpf> = {},
  options: Options = {},
): Wanted<DesiredSpf> {
  const includes = ['include:spf.protection.outlook.com']
  return wanted(SpfRecord, options, {
    domain,
    terms,
    includes,
    all: 'keep',
    weaken: null,
    managed: true,
    record: buildSpf([...terms, ...includes, '~all']),
    ...desired,
  })
}

/** Ids of an application, which follow from its number. */
export function appIds(number: number) {
  const id = (part: string) => `${part}-0000-4000-8000-${String(number).padStart(12, '0')}`
  return { appId: id('aaaaaaaa'), objectId: id('bbbbbbbb') }
}

export function servicePrincipal(
  application: string,
  desired: Partial<DesiredServicePrincipal> = {},
  options: Options = {},
): Wanted<DesiredServicePrincipal> {
  const usual = { application, name: application, ...appIds(1) }
  return wanted(ExchangeServicePrincipal, options, { ...usual, ...desired })
}

export function scope(
  application: string,
  desired: Partial<DesiredScope> = {},
  options: Options = {},
): Wanted<DesiredScope> {
  const usual = { application, name: application, mailboxes: [`${application}@contoso.com`] }
  return wanted(ManagementScope, options, { ...usual, ...desired })
}

export function sendAsApp(
  application: string,
  desired: Partial<DesiredSendAsApp> = {},
  options: Options = {},
): Wanted<DesiredSendAsApp> {
  const { objectId } = appIds(1)
  const usual = { application, name: application, objectId, scope: application }
  return wanted(SmtpSendAsApp, options, { ...usual, ...desired })
}

export function ranges(...written: readonly string[]): readonly IpRange[] {
  return written.map(one => {
    const range = parseRange(one)
    if (!range) throw new Error(`${one} is no range.`)
    return range
  })
}

function wanted<Desired extends object, Live extends Desired>(
  kind: ResourceKind<Desired, Live>,
  { formerly, ...options }: Options,
  desired: Desired,
): Wanted<Desired> {
  const reference = { kind: kind.name, key: kind.keyOf(desired) }
  const because = [{ site: reference.key, place: { file: 'spec.yaml', line: 7, column: 3 } }]
  return want(reference, desired, because, {
    ...options,
    ...(formerly === undefined ? {} : { formerly: keyFrom(formerly) }),
  })
}

/** The kind of a wanted thing, by name. */
export function kindOf(kinds: readonly AnyKind[], { kind }: { readonly kind: string }): AnyKind {
  const found = kinds.find(one => one.name === kind)
  if (!found) throw new Error(`There is no kind ${kind}.`)
  return found
}
