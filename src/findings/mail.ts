/** What mail and the DNS drivers tell: faults of SPF records, and names that cannot be changed. */
import type { Catalogue } from './words.js'

export const mailFindings = {
  // Faults of an SPF record: with any of them receivers ignore the whole record.
  'spf-bad-character': {
    severity: 'error',
    message:
      'The SPF record of {domain} has a character in "{term}" (position {position}) that no SPF term may have.',
    remedy:
      'Write the term again with plain letters, digits and signs, and one blank between terms; text copied from a page often brings typographic quotes or tabs.',
  },
  'spf-unknown-mechanism': {
    severity: 'error',
    message:
      'The SPF record of {domain} has the term "{term}" (position {position}), which SPF does not know.',
    remedy:
      'Take it out or correct it: a term is one of all, include:, a, mx, ptr, ip4:, ip6:, exists:, or a name with "=".',
  },
  'spf-bad-address': {
    severity: 'error',
    message:
      'The SPF record of {domain} has the term "{term}" (position {position}), which names no IP address.',
    remedy:
      'Write four numbers from 0 to 255, as in ip4:203.0.113.10, or an IPv6 address after ip6:.',
  },
  'spf-bad-prefix': {
    severity: 'error',
    message:
      'The SPF record of {domain} has the term "{term}" (position {position}) with a prefix length that does not exist.',
    remedy: 'Write /0 to /32 for IPv4, and /0 to /128 for IPv6 (after a or mx: //0 to //128).',
  },
  'spf-missing-value': {
    severity: 'error',
    message:
      'The SPF record of {domain} has the term "{term}" (position {position}) without what must follow it.',
    remedy: 'Write the domain or address right behind the colon or equals sign, without a blank.',
  },
  'spf-unexpected-value': {
    severity: 'error',
    message:
      'The SPF record of {domain} has the term "{term}" (position {position}), but nothing may follow "all".',
    remedy: 'Write -all, ~all or ?all alone.',
  },
  'spf-bad-domain': {
    severity: 'error',
    message:
      'The SPF record of {domain} has the term "{term}" (position {position}), whose domain or macro is faulty.',
    remedy:
      'Write a whole domain name with a dot, as in include:spf.protection.outlook.com; a "%" may only begin a macro, and stands twice where it means itself.',
  },
  'spf-repeated-modifier': {
    severity: 'error',
    message:
      'The SPF record of {domain} has "{term}" (position {position}) though such a term stands there already.',
    remedy: 'Leave one redirect= and one exp= in the record and take the other out.',
  },

  // What merging our terms into a record found out.
  'spf-weakening-refused': {
    severity: 'error',
    message:
      'The SPF record of {domain} ends in {before}; {after} would let strangers through more easily.',
    remedy:
      'Write `all: keep` under `spf` to leave it as it is, or `weaken: <reason>` beside `all` to say why it may become weaker.',
  },
  'spf-redirect-decides': {
    severity: 'warning',
    message:
      'The SPF record of {domain} leaves the rest to "{redirect}", so its `all` cannot be set here.',
    remedy:
      'Set `all` in the record that is pointed to, and write `all: keep` under `spf` of this domain.',
  },
  'spf-without-all': {
    severity: 'warning',
    message:
      'The SPF record of {domain} does not say what becomes of mail from elsewhere: it has no `all`.',
    remedy:
      'Write `all: softfail` under `spf` of the domain, or `all: fail` where every sender of it is known.',
  },
  'spf-lets-everyone': {
    severity: 'warning',
    message: 'The SPF record of {domain} ends in "{term}": everybody may send as this domain.',
    remedy:
      'Write `all: softfail` under `spf` of the domain, or `all: fail` where every sender of it is known.',
  },
  'spf-foreign-term-denies': {
    severity: 'warning',
    message:
      'The SPF record of {domain} refuses with {terms}, written by somebody else, what {ours} lets in.',
    remedy: 'Find out who wrote it and why, and take it out if the address is yours to use.',
  },
  'spf-address-still-allowed': {
    severity: 'warning',
    message:
      'The SPF record of {domain} still lets in addresses of {ours} through {terms}, written by somebody else.',
    remedy: 'Take out by hand what still lets it in, if the address is given up.',
  },
  'spf-include-does-not-pass': {
    severity: 'warning',
    message: 'The SPF record of {domain} has "{term}", which lets nobody in because of its sign.',
    remedy: 'Take the sign away, so that mail of that service passes.',
  },
  'spf-record-long': {
    severity: 'warning',
    message:
      'The SPF record of {domain} grows to {length} bytes; above {advised} some name servers cannot answer in one packet.',
    remedy: 'Join single addresses to blocks, or take out terms that nobody uses any more.',
  },

  // Names that cannot be changed where somebody asks for it.
  'dns-name-elsewhere': {
    severity: 'error',
    message: 'The name {name} does not belong to the zone {zone}.',
    remedy: 'Correct `dns` of the domain: it must lead to the zone that holds the name.',
  },
  'dns-name-delegated': {
    severity: 'error',
    message:
      'The name {name} is handed on to another zone at {cut}, so records here have no effect.',
    remedy: 'Give the domain the `dns` settings of the zone that it is handed on to.',
  },
  'dns-name-is-alias': {
    severity: 'error',
    message: 'The name {name} is an alias (CNAME) of {target}, so it can have no TXT record.',
    remedy: 'Replace the alias by records of its own, or send from a domain that is no alias.',
  },
  'dns-name-under-wildcard': {
    severity: 'error',
    message:
      'The name {name} is answered by the wildcard {wildcard}; a record of its own would take those answers away.',
    remedy:
      'Write the records that {name} needs by hand first, with one TXT record; then devicemail can add to them.',
  },
  'dns-no-zone': {
    severity: 'error',
    message: 'No domain of the spec says where the DNS records of {name} are kept.',
    remedy: 'List its domain under `domains` with its `dns` settings.',
  },
  'dns-no-answer': {
    severity: 'error',
    message: 'The DNS gave no usable answer for the TXT records of {name} ({status}).',
    remedy:
      'Try again; if it stays so, ask the name server of the domain directly. A simulated world asks nobody: name the domain under `dns:` in simulator.yaml, with what it has; what is not written below it does not exist.',
  },
  'scene-dns-faulty': {
    severity: 'error',
    message: 'In simulator.yaml the DNS entry {entry} cannot be understood.',
    remedy:
      'Write the name, below it each type with its list of values: MX as "0 mail.example.com", TXT as text, A and AAAA as addresses.',
  },
  'scene-name-server-faulty': {
    severity: 'error',
    message: 'In simulator.yaml the name server {entry} cannot be understood.',
    remedy:
      'Write `address`, and where they matter `serial`, `ttl`, `silent: true` and `dns` with what it says otherwise.',
  },
} as const satisfies Catalogue
