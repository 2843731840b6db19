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
  'spf-no-record': {
    severity: 'warning',
    message: '{domain} has no SPF record, so receivers cannot tell who may send as it.',
    remedy:
      'Publish one TXT record at {domain}; where Microsoft 365 alone sends: "v=spf1 include:spf.protection.outlook.com -all".',
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

  'spf-over-budget': {
    severity: 'error',
    message:
      'The record of {domain} costs up to {count} DNS look-ups; receivers stop at {most} and ignore it (permerror).',
    remedy:
      'Take out what nobody needs any more, or write `ip4:` for hosts of your own in place of `a` and `mx`: it costs none.',
  },
  'spf-over-void': {
    severity: 'error',
    message:
      'In the record of {domain} {count} look-ups find nothing; above {most} receivers ignore it (permerror).',
    remedy: 'Take out the terms that the tree shows as void.',
  },

  // Plans.
  'spf-left-behind': {
    severity: 'warning',
    message:
      '{domain} is no longer in the spec, but its SPF record still holds our terms: {terms}.',
    remedy:
      'Put {domain} back under `domains`, take its devices away and apply, which removes them; or delete {terms} and the TXT value at {note} by hand.',
  },
  'spf-address-of-nobody': {
    severity: 'information',
    message:
      'The SPF record of {domain}, which is kept by hand, lets in {terms}; no site of the spec has that address.',
    remedy:
      'Take it out of the record if the site is gone; leave it if somebody else sends from there.',
  },
} as const satisfies Catalogue
