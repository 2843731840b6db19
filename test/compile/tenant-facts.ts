/** Facts of a tenant for tests: all read and all well, but for what a test says otherwise. */
import type { TenantFacts } from '../../src/compile/compiled.js'

type Holder =
  NonNullable<TenantFacts['holders']> extends ReadonlyMap<string, infer One> ? One : never
type Connector = NonNullable<TenantFacts['connectors']>[number]
type AcceptedDomain = NonNullable<TenantFacts['acceptedDomains']>[number]

export function factsWith(changes: Partial<TenantFacts> = {}): TenantFacts {
  return {
    acceptedDomains: [accepted('contoso.com'), accepted('fabrikam.com')],
    connectors: [],
    holders: new Map(),
    smtpAuthDisabled: false,
    rejectDirectSend: false,
    dehydrated: false,
    mxEndpoints: new Map([['contoso.com', 'contoso-com.mail.protection.outlook.com']]),
    mail: new Map(),
    findings: [],
    ...changes,
  }
}

/** A tenant of which nothing could be read. */
export const nothingRead: TenantFacts = {
  acceptedDomains: null,
  connectors: null,
  holders: null,
  smtpAuthDisabled: null,
  rejectDirectSend: null,
  dehydrated: null,
  mxEndpoints: new Map(),
  mail: new Map(),
  findings: [],
}

export function accepted(name: string, changes: Partial<AcceptedDomain> = {}): AcceptedDomain {
  return { name, initial: false, matchSubDomains: false, sendingDisabled: false, ...changes }
}

export function connector(name: string, changes: Partial<Connector> = {}): Connector {
  return {
    name,
    enabled: true,
    type: 'OnPremises',
    source: 'Default',
    senderIpAddresses: [],
    certificate: null,
    markedBy: null,
    markedKey: null,
    ...changes,
  }
}

export function holders(...all: readonly (Partial<Holder> & { address: string; type: string })[]) {
  return new Map(all.map(one => [one.address, holder(one)]))
}

function holder(one: Partial<Holder> & { address: string; type: string }): Holder {
  return {
    primary: one.address,
    displayName: '',
    requiresSignedInSenders: null,
    ...one,
  }
}
