/** What plans and the `spf` commands tell of SPF records beyond the faults in them. */
import type { Catalogue } from './words.js'

export const spfToldFindings = {
  // The commands.
  'spf-subject-unclear': {
    severity: 'error',
    message: '"{text}" is no domain, no SPF record, and no folder of a stack.',
    remedy:
      'Write a domain such as contoso.com, or a whole record in quotes: "v=spf1 ip4:203.0.113.10 -all".',
  },
  'spf-subject-almost-record': {
    severity: 'error',
    message:
      '"{text}" looks like an SPF record and is none: that begins with exactly v=spf1 and a blank.',
    remedy:
      'Write it from v=spf1 on, with nothing in front: text copied from a page often brings typographic quotes or letters that nobody sees.',
  },
  'spf-option-without-address': {
    severity: 'error',
    message: '{option} belongs to one mail, and without --ip none is judged.',
    remedy: 'Add --ip and the address that hands the mail in, or leave {option} out.',
  },
  'spf-no-record': {
    severity: 'error',
    message: '{domain} has no SPF record, so receivers cannot tell who may send as it.',
    remedy:
      'Publish one TXT record at {domain}; where Microsoft 365 alone sends: "v=spf1 include:spf.protection.outlook.com -all".',
  },
  'spf-no-record-yet': {
    severity: 'warning',
    message: '{domain} has no SPF record yet; the next apply of this stack makes one with {terms}.',
    remedy:
      'See it with `devicemail plan {folder}`, and apply it; until then receivers cannot tell who may send as {domain}.',
  },
  'spf-no-record-by-hand': {
    severity: 'error',
    message:
      '{domain} has no SPF record, and a person keeps it, so no apply makes one; receivers cannot tell who may send as {domain}.',
    remedy: 'Publish the record that `devicemail plan {folder}` gives, with {terms} in it.',
  },
  'spf-two-records': {
    severity: 'error',
    message: '{domain} has {count} SPF records, so receivers ignore all of them (permerror).',
    remedy: 'Join them into one TXT record: all terms, and one `all` at the end.',
  },
  'spf-not-answered': {
    severity: 'error',
    message: 'The DNS did not answer for {domain} ({status}), so nothing is known of its record.',
    remedy: 'Run again, or name a server that knows it: `--resolver 192.0.2.53`.',
  },

  // Plans.
  'spf-left-behind': {
    severity: 'warning',
    message:
      '{domain} is no longer in the spec, but its SPF record still holds our terms: {terms}.',
    remedy:
      'Put {domain} back under `domains`, take its devices away and apply, which removes them; or delete {terms} and the TXT value at {note} by hand.',
  },
  'spf-address-given-up': {
    severity: 'warning',
    message:
      'Nothing in the spec sends from {addresses} any more, but "{term}" in the SPF record of {domain} still lets it send; the term bears no mark of ours, so it is not taken away.',
    remedy: '{way}.',
  },
  'spf-given-up-unread': {
    severity: 'warning',
    message:
      'Nothing in the spec sends from {addresses} any more; whether "{terms}" in the SPF record of {domain} still lets it send could not be looked into.',
    remedy: 'Ask once the DNS answers: `devicemail spf check {domain} --ip {ip}`.',
  },
  'spf-left-unread': {
    severity: 'information',
    message:
      'Whether terms of ours are left in the SPF records of domains outside the spec is not known of these, since the DNS did not answer for their `_devicemail` names: {domains}.',
    remedy: 'Run again once it answers.',
  },
} as const satisfies Catalogue
