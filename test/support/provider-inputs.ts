/** Inputs for tests of the provider, as a program gives them. */
import type { Values } from './provider-client.js'

/** A stack with one domain in a zone file, and room for what a test adds. */
const tenantYaml = `
version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: simulator
  limits: { removals: 5, removalsPercent: 100 }
domains:
  contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } }
senders:
  printer@contoso.com: { displayName: Printers }
sites:
  milan: { egress: 203.0.113.10 }
devices:
  copier: { site: milan, from: printer@contoso.com, to: anyone }
`

const zone = `$ORIGIN contoso.com.
$TTL 3600
@ IN SOA ns1.contoso.com. hostmaster.contoso.com. ( 1 7200 3600 1209600 3600 )
@ IN NS ns1.contoso.com.
@ IN TXT "v=spf1 include:spf.protection.outlook.com ~all"
@ IN TXT "MS=ms12345678"
`

export const texts = { 'tenant.yaml': tenantYaml, 'contoso.com.zone': zone }

export function connectorInputs(site = 'milan', more: Values = {}): Values {
  return {
    site,
    certificate: null,
    name: `Devices at ${site}`,
    enabled: true,
    egressIps: ['203.0.113.10'],
    requireTls: false,
    ...more,
  }
}

export function mailboxInputs(address = 'printer@contoso.com', more: Values = {}): Values {
  return {
    address,
    displayName: 'Printers',
    aliases: [],
    members: [],
    hidden: true,
    smtpAuth: false,
    signInName: null,
    ...more,
  }
}

export function spfInputs(more: Values = {}): Values {
  return {
    domain: 'contoso.com',
    record: 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com ~all',
    terms: ['ip4:203.0.113.10'],
    includes: ['include:spf.protection.outlook.com'],
    all: 'keep',
    weaken: null,
    managed: true,
    ...more,
  }
}
