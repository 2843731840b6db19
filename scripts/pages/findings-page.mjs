/**
 * docs/findings.md: every finding the program can make, grouped as the catalogue
 * is: one group for each file of src/findings.
 */
import { readdirSync } from 'node:fs'
import { built } from '../built.mjs'
import { capital, code, page, prose } from './markdown.mjs'

/** @typedef {import('../../src/findings/words.js').Catalogue} Catalogue */

/** What a group speaks about, in the order in which a run meets it. Every group has its line.
 * @type {Readonly<Record<string, string>>} */
const titles = {
  spec: 'What is written in a spec',
  mail: 'Addresses, domains and DNS records',
  compile: 'How devices can send',
  judge: 'The spec against the tenant',
  resources: 'Connectors, mailboxes and switches',
  'spf-analysis': 'What is wrong with an SPF record',
  'spf-told': 'SPF records and the domains and addresses of a spec',
  'spf-notes': 'Notes beside SPF records',
  'mail-dns': 'DMARC, DKIM and MX',
  drivers: 'Reaching Exchange and DNS',
  'sign-in': 'Signing in to Exchange',
  powershell: 'Exchange through PowerShell',
  rest: 'Exchange through REST',
  dns: 'What the DNS answers',
  'zone-file': 'Zone files',
  rfc2136: 'Name servers that take updates',
  'dns-services': 'Zones at a DNS service',
  engine: 'Planning and applying',
  run: 'Running the program',
  doctor: 'What doctor looks at',
  adoption: 'Taking over, letting go, export and import',
  pulumi: 'With Pulumi',
  policy: 'What a company rules out',
}

export async function findingsPage() {
  const groups = await readGroups()
  return page(
    '# Findings',
    'Everything devicemail has to tell is a finding: a code, the place in your files, what is wrong, and what to do about it. This page lists them all. A word in {braces} stands for a value. Errors stop what they concern, warnings do not (unless `--strict` is given), information is good to know.',
    ...groups.flatMap(({ name, findings }) => [`## ${titleOf(name)}`, ...findings.map(entry)]),
  )
}

/** @param {[string, import('../../src/findings/words.js').Words]} finding */
function entry([name, { severity, message, remedy }]) {
  return page(
    `### ${code(name)}`,
    `${capital(severity)}: ${prose(message)}`,
    `→ ${prose(remedy)}`,
  ).trimEnd()
}

/** @param {string} name */
function titleOf(name) {
  const title = titles[name]
  if (title === undefined) throw new Error(`The group ${name} of findings has no title here.`)
  return title
}

/** In the order of `titles`. */
async function readGroups() {
  const names = readdirSync(new URL('../../dist/findings/', import.meta.url))
    .filter(name => name.endsWith('.js') && name !== 'words.js')
    .map(name => name.replace(/\.js$/, ''))
  const order = Object.keys(titles)
  const rank = (/** @type {string} */ name) =>
    order.includes(name) ? order.indexOf(name) : order.length
  names.sort((one, other) => rank(one) - rank(other))
  const groups = await Promise.all(
    names.map(async name => {
      /** @type {Readonly<Record<string, Catalogue>>} */
      const exported = await built(`findings/${name}.js`)
      return { name, findings: Object.values(exported).flatMap(one => Object.entries(one)) }
    }),
  )
  // A file that is joined of others stands for them.
  const told = new Set()
  return groups
    .map(({ name, findings }) => ({
      name,
      findings: findings.filter(([code]) => !told.has(code) && told.add(code)),
    }))
    .filter(one => one.findings.length > 0)
}
