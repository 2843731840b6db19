/**
 * A stack of many domains with a zone file each, all of one site: what
 * a company has that sends from the domain of every one of its shops. One in ten
 * lacks the site's address in its SPF record, so a plan finds work there.
 */
const address = '20.0.0.1'
const others = 'include:spf.protection.outlook.com -all'

/**
 * @param {number} domains
 * @returns {Readonly<Record<string, string>>} the text of each file
 */
export function manyZones(domains) {
  const names = Array.from({ length: domains }, (_, index) => `shop-${index}.example.com`)
  /** @type {Record<string, string>} */
  const files = { 'spec.yaml': specOf(names) }
  for (const [index, name] of names.entries())
    files[zoneFileOf(name)] = zoneOf(name, index % 10 === 0)
  return files
}

/** @param {string} name */
function zoneFileOf(name) {
  return `zones/${name}.zone`
}

/** @param {readonly string[]} names */
function specOf(names) {
  return [
    'version: 1',
    'tenant: { name: bench, organization: bench.onmicrosoft.com, exchange: { driver: simulator } }',
    'domains:',
    ...names.map(name => `  ${name}: { dns: { driver: zone-file, file: ${zoneFileOf(name)} } }`),
    'profiles:',
    '  old-copier: { tls: none, auth: [], ports: [25] }',
    'sites:',
    `  office: { egress: ${address} }`,
    'senders:',
    ...names.map(name => `  till@${name}: { mailbox: none }`),
    'devices:',
    ...names.map(
      (name, index) =>
        `  till-${index}: { site: office, profile: old-copier, from: till@${name}, to: anyone }`,
    ),
    '',
  ].join('\n')
}

/**
 * As name servers are given them: a dozen records beside what is asked for.
 * @param {string} name
 * @param {boolean} isBehind
 */
function zoneOf(name, isBehind) {
  return [
    `$ORIGIN ${name}.`,
    '$TTL 3600',
    '@ IN SOA ns1.example.com. host.example.com. 2026010101 3600 900 604800 300',
    '@ IN NS ns1.example.com.',
    '@ IN NS ns2.example.com.',
    `@ IN MX 0 ${name.replaceAll('.', '-')}.mail.protection.outlook.com.`,
    '@ IN A 192.0.2.80',
    '@ IN AAAA 2001:db8::80',
    '@ IN TXT "MS=ms12345678"',
    '; who may send mail of the shop',
    `@ IN TXT "v=spf1 ${isBehind ? '' : `ip4:${address} `}${others}"`,
    ...(isBehind ? [] : [`_devicemail IN TXT "v=devicemail1; spec=bench; terms=ip4:${address}"`]),
    '_dmarc IN TXT "v=DMARC1; p=reject"',
    `selector1._domainkey IN CNAME selector1._domainkey.bench.onmicrosoft.com.`,
    `selector2._domainkey IN CNAME selector2._domainkey.bench.onmicrosoft.com.`,
    'autodiscover IN CNAME autodiscover.outlook.com.',
    'www IN A 192.0.2.80',
    'shop IN CNAME www',
    '',
  ].join('\n')
}
