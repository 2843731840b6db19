/** What mail and the DNS drivers tell: faults of SPF records, of zone files, and names that cannot be changed. */
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

  // Zone files.
  'zone-file-unreadable': {
    severity: 'error',
    message: 'The zone file {file} cannot be read: {reason}.',
    remedy: 'Correct `file` under `dns` of the domain, or the rights on the file.',
  },
  'zone-file-not-regular': {
    severity: 'error',
    message: 'The zone file {file} is {what} and no regular file, so it was not opened.',
    remedy:
      'Name a regular file as `file` under `dns` of the domain. Where a program makes the zone, let it write a file and name that.',
  },
  'zone-file-unwritable': {
    severity: 'error',
    message: 'The zone file {file} cannot be written, and is as it was: {reason}.',
    remedy:
      'Free space on its disk, or let this user write it and make files beside it; then run again.',
  },
  'zone-file-byte-order-mark': {
    severity: 'error',
    message:
      'The zone file {file} begins with a byte order mark, as Windows editors and shells write it, and name servers refuse that.',
    remedy: 'Save it as ASCII, or as UTF-8 without a byte order mark.',
  },
  'zone-file-unclosed-quote': {
    severity: 'error',
    message: 'In the zone file {file} a quoted text does not end on its line: {text}.',
    remedy: 'Close the quote; a long text is several quoted strings side by side, in parentheses.',
  },
  'zone-file-unbalanced-parenthesis': {
    severity: 'error',
    message: 'In the zone file {file} a parenthesis has no partner: {text}.',
    remedy: 'Add the missing parenthesis, or take this one out.',
  },
  'zone-file-include': {
    severity: 'error',
    message:
      'The zone file {file} is made of other files or generated records ({text}), which cannot be edited safely.',
    remedy:
      'Name the file in which the records themselves stand, or write `driver: manual` under `dns` and paste the record by hand.',
  },
  'zone-file-generated': {
    severity: 'error',
    message:
      'The zone file {file} says at its head that a program writes it ({text}), so an edit would be lost at its next run.',
    remedy:
      'Write `driver: manual` under `dns` and add the record where the file is generated from; if the comment no longer holds, take it out of the file.',
  },
  'zone-file-unknown-directive': {
    severity: 'error',
    message: 'The zone file {file} has the directive {text}, which is unknown or lacks its value.',
    remedy: 'Correct or take out the line; $ORIGIN takes a name and $TTL a time.',
  },
  'zone-file-not-a-record': {
    severity: 'error',
    message: 'In the zone file {file} a line is no DNS record: {text}.',
    remedy: 'Write name, TTL, class, type and value, as in `www 3600 IN A 192.0.2.1`.',
  },
  'zone-file-without-owner': {
    severity: 'error',
    message: 'The zone file {file} begins with a record that has no name: {text}.',
    remedy:
      'Write the name of the record at the beginning of its line, or @ for the domain itself.',
  },
  'zone-file-opaque-text': {
    severity: 'error',
    message:
      'In the zone file {file} a TXT record is written in the unknown-type notation: {text}.',
    remedy: 'Write its value as quoted text.',
  },
  'zone-file-without-soa': {
    severity: 'error',
    message: 'The zone file {file} has no SOA record, or more than one, so it is no whole zone.',
    remedy: 'Name the file that holds the whole zone, with one SOA record.',
  },
  'zone-file-of-which-zone': {
    severity: 'error',
    message:
      'The zone file {file} may be the zone {origin} or the zone {rival}, and its relative names mean another thing in each.',
    remedy:
      'Write `zone: {rival}` beside `file` under `dns`, or `zone: {origin}`, as the name server has it.',
  },
  'zone-file-signed': {
    severity: 'error',
    message: 'The zone file {file} holds DNSSEC signatures, which any edit would break.',
    remedy: 'Name the unsigned file that is signed afterwards.',
  },
  'zone-file-has-journal': {
    severity: 'error',
    message:
      'The zone file {file} has a journal ({file}.jnl): its name server changes it by itself.',
    remedy:
      'Freeze the zone (`rndc freeze`) before and thaw it afterwards, or change it by dynamic update.',
  },
  'zone-file-changed-meanwhile': {
    severity: 'error',
    message:
      'Somebody saved the zone file {file} while {name} was being changed in it, so it was left as they saved it.',
    remedy:
      'Run `devicemail plan` again: it reads the file as it is now, and shows what is left to do.',
  },
  'zone-file-not-editable': {
    severity: 'error',
    message: '{name} cannot be changed in {file} without changing other records of it too.',
    remedy:
      'Write $TTL at the top, the owner and TTL of the records around {name}, and the serial as a plain number below 4294967296.',
  },
  'dns-value-not-bytes': {
    severity: 'error',
    message: 'A TXT value of {name} has characters that are no single byte: {value}.',
    remedy: 'Write that record in plain ASCII.',
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
