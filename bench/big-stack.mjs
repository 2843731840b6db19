/**
 * A stack of any size, always the same for the same size. As in a real company
 * of 2,000 devices there are 40 sites, 300 sender addresses and 5 domains, and
 * some devices at each site are of another sort than most.
 */

const domains = Array.from({ length: 5 }, (_, index) => `d${index}.example.com`)

/**
 * @param {number} devices
 * @returns {Readonly<Record<string, string>>} the text of each file
 */
export function bigStack(devices) {
  return {
    'spec.yaml': specOf(devices),
    ...Object.fromEntries(domains.map(name => [`${name}.zone`, zoneOf(name)])),
  }
}

/** @param {number} devices */
function specOf(devices) {
  const sites = Math.max(1, Math.round(devices / 50))
  const senders = Math.max(1, Math.round(devices * 0.15))
  const numbers = (/** @type {number} */ length) => Array.from({ length }, (_, index) => index)
  return [
    'version: 1',
    'tenant: { organization: bench.onmicrosoft.com, exchange: { driver: simulator } }',
    'domains:',
    ...domains.map(name => `  ${name}: { dns: { driver: zone-file, file: ${name}.zone } }`),
    'profiles:',
    '  old-copier: { tls: none, auth: [], ports: [25] }',
    '  application: { tls: 1.2, auth: [oauth-app], ports: [587] }',
    'sites:',
    ...numbers(sites).map(index => `  site-${index}: { egress: ${addressOf(index)} }`),
    'devices:',
    ...numbers(devices).map(index => deviceOf(index, sites, senders)),
    '',
  ].join('\n')
}

/**
 * @param {number} index
 * @param {number} sites
 * @param {number} senders
 */
function deviceOf(index, sites, senders) {
  const profile = index % 10 === 0 ? 'application' : 'old-copier'
  const to = index % 4 === 0 ? 'tenant' : 'anyone'
  const sender = index % senders
  const from = `sender-${sender}@${domains[sender % domains.length] ?? ''}`
  return `  device-${index}: { site: site-${index % sites}, profile: ${profile}, from: ${from}, to: ${to} }`
}

/** Public addresses that lie apart, so that no two join to a range.
 * @param {number} index */
function addressOf(index) {
  const spread = index * 2 + 1
  return `20.0.${Math.floor(spread / 256)}.${spread % 256}`
}

/** @param {string} name */
function zoneOf(name) {
  return [
    `$ORIGIN ${name}.`,
    '$TTL 3600',
    `@ IN SOA ns1.${name}. host.${name}. 2026010101 3600 900 604800 300`,
    `@ IN NS ns1.${name}.`,
    `@ IN MX 0 ${name.replaceAll('.', '-')}.mail.protection.outlook.com.`,
    '@ IN TXT "v=spf1 include:spf.protection.outlook.com -all"',
    'ns1 IN A 192.0.2.53',
    '',
  ].join('\n')
}
