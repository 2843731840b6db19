/**
 * A spec of any size, always the same for the same size. As in a real company
 * of 2,000 devices there are 40 sites, 300 sender addresses and 5 domains, and
 * some devices in each site are of another sort than most.
 */

/**
 * @param {number} devices
 * @returns {string} one YAML file
 */
export function bigSpec(devices) {
  const sites = Math.max(1, Math.round(devices / 50))
  const senders = Math.max(1, Math.round(devices * 0.15))
  const domains = Array.from({ length: 5 }, (_, index) => `d${index}.example.com`)
  const domainOf = (/** @type {number} */ index) => domains[index % domains.length] ?? ''
  const sender = (/** @type {number} */ index) =>
    `sender-${index % senders}@${domainOf(index % senders)}`
  return [
    'version: 1',
    'tenant: { name: bench, organization: bench.onmicrosoft.com, exchange: { driver: simulator } }',
    'domains:',
    ...domains.map(name => `  ${name}: { dns: { driver: manual } }`),
    'profiles:',
    '  old-copier: { tls: none, auth: [], ports: [25] }',
    'sites:',
    ...Array.from(
      { length: sites },
      (_, index) => `  site-${index}: { egress: ${address(index)} }`,
    ),
    'devices:',
    ...Array.from({ length: devices }, (_, index) => {
      const sort =
        index % 10 === 0 ? `tls: 1.2, auth: [oauth-app], ports: [587]` : 'profile: old-copier'
      const to = index % 4 === 0 ? 'tenant' : 'anyone'
      return `  device-${index}: { site: site-${index % sites}, ${sort}, from: ${sender(index)}, to: ${to} }`
    }),
    '',
  ].join('\n')
}

/** Public addresses that lie apart, so that no two join to a range.
 * @param {number} index */
function address(index) {
  const spread = index * 2
  return `20.${Math.floor(spread / 65536)}.${Math.floor(spread / 256) % 256}.${spread % 256}`
}
