/**
 * Who serves the DNS of a domain, and what its driver must know. What is secret
 * is named by `env:` or `file:`; it never stands in the spec.
 */
import * as z from 'zod'
import { key, needed } from './parts.js'

const drivers = 'Who serves the zone: zone-file, manual, rfc2136, azure, cloudflare or route53.'

const driver = <Driver extends string>(name: Driver) => needed(z.literal(name), drivers, name)

const zone = key(
  z.string(),
  'The name of the zone that holds the domain, where it cannot be found out. Default: asked of whoever serves it; of a zone file, the shortest domain that names it.',
  'contoso.com',
)

const zoneId = key(
  z.string(),
  'The id of the zone as the service shows it, where several go by one name.',
  'Z0123456789ABCDEFGHIJ',
)

const token =
  'The variable or file that holds the token: of the API for cloudflare; of Azure Resource Manager for azure, where the default is what this machine is signed in with (AZURE_ variables, a workload or managed identity, `az login`).'

const forms = z.discriminatedUnion('driver', [
  z.strictObject({ driver: driver('manual') }),
  z.strictObject({
    driver: driver('zone-file'),
    file: needed(
      z.string(),
      'The master file of the zone, relative to the folder of the spec.',
      'zones/contoso.com.zone',
    ),
    zone,
  }),
  z.strictObject({
    driver: driver('rfc2136'),
    server: needed(
      z.string(),
      'The primary name server, which takes updates: an address, or a name.',
      '192.0.2.53',
    ),
    port: key(z.int().min(1).max(65_535), 'The port it listens on, by TCP. Default: 53.', 53),
    key: needed(
      z.string(),
      'The variable or file that holds the TSIG key, as algorithm:name:secret (hmac-sha256:devicemail:… in base64).',
      'env:DNS_KEY',
      'file:secrets/dns.key',
    ),
    zone,
  }),
  z.strictObject({
    driver: driver('azure'),
    subscription: needed(
      z.string(),
      'Id of the Azure subscription that holds the zone, or `env:`.',
      '00000000-0000-0000-0000-000000000000',
    ),
    resourceGroup: needed(z.string(), 'The resource group of the zone, or `env:`.', 'dns'),
    zone,
    token: key(z.string(), token, 'env:AZURE_TOKEN'),
  }),
  z.strictObject({
    driver: driver('cloudflare'),
    token: needed(z.string(), token, 'env:CLOUDFLARE_API_TOKEN'),
    zone,
    zoneId,
  }),
  z.strictObject({
    driver: driver('route53'),
    zone,
    zoneId,
    accessKeyId: key(
      z.string(),
      'The id of the access key, or `env:`. Default: env:AWS_ACCESS_KEY_ID.',
      'env:AWS_ACCESS_KEY_ID',
    ),
    secretAccessKey: key(
      z.string(),
      'The variable or file that holds the secret of the access key. Default: env:AWS_SECRET_ACCESS_KEY.',
      'env:AWS_SECRET_ACCESS_KEY',
    ),
    sessionToken: key(
      z.string(),
      'The variable or file that holds the session token, for keys that last hours. Default: env:AWS_SESSION_TOKEN where it is set.',
      'env:AWS_SESSION_TOKEN',
    ),
  }),
])

export const dnsSchema = z.union([z.literal('manual'), forms])

export type WrittenDns = z.output<typeof dnsSchema>
