/** The example that most tests of commands start from: one domain with a zone file, one site, two devices. */
import type { Texts } from './stack.js'

export const tenantYaml = `version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: { driver: simulator }
domains:
  contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } }
`

/** With a profile, and a limit that lets many things leave: the usual share would let one of eight go. */
export const roomyTenantYaml = `version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: { driver: simulator }
  limits: { removals: 5, removalsPercent: 100 }
domains:
  contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } }
profiles:
  old-copier: { tls: none, auth: [], ports: [25] }
`

export const milanYaml = `sites:
  milan: { egress: 203.0.113.10 }
profiles:
  old-copier: { tls: none, auth: [], ports: [25] }
devices:
  milan-copier: { site: milan, profile: old-copier, from: printer@contoso.com, to: anyone }
  milan-fax: { site: milan, profile: old-copier, from: fax@contoso.com, to: anyone }
`

export const turinYaml = `sites:
  turin: { egress: 198.51.100.7 }
devices:
  turin-copier: { site: turin, profile: old-copier, from: printer@contoso.com, to: anyone }
`

/** A zone whose MX endpoint is Microsoft's and whose SPF record includes Microsoft's. */
export function zoneOf(domain: string): string {
  return `$ORIGIN ${domain}.
$TTL 3600
@    IN SOA ns1.${domain}. hostmaster.${domain}. 2026010101 3600 900 604800 300
@    IN NS  ns1.${domain}.
@    IN MX  0 ${domain.replaceAll('.', '-')}.mail.protection.outlook.com.
@    IN TXT "v=spf1 include:spf.protection.outlook.com -all"
@    IN TXT "some-verification=1234"
ns1  IN A   192.0.2.53
`
}

export const contosoTexts: Texts = {
  'tenant.yaml': tenantYaml,
  'milan.yaml': milanYaml,
  'contoso.com.zone': zoneOf('contoso.com'),
}

/** Another tenant beside it: one site, one device. */
export const fabrikamTexts: Texts = {
  'tenant.yaml': tenantYaml.replaceAll('contoso', 'fabrikam'),
  'fabrikam.com.zone': zoneOf('fabrikam.com'),
  'oslo.yaml': `sites:
  oslo: { egress: 198.51.100.7 }
devices:
  fax: { site: oslo, from: fax@fabrikam.com, to: anyone }
`,
}
