/** What the policy pack has to tell: things that may be done, and that a company may rule out. */
import type { Catalogue } from './words.js'

export const policyFindings = {
  'policy-range-too-wide': {
    severity: 'error',
    message:
      'Connector "{name}" lets {count} addresses relay as the tenant ({range}); this policy allows blocks from /{widest} on.',
    remedy:
      'Write only the addresses that devices send from, or allow more: `widest` of the policy `connector-range-is-narrow`.',
  },
  'policy-smtp-auth-not-needed': {
    severity: 'error',
    message:
      '{address} may be signed in to by SMTP AUTH, and nothing says which device needs that.',
    remedy:
      'Turn it off, let a spec ask for it (`auth` of a device), or name {address} under `neededFor` of the policy `smtp-auth-is-needed`.',
  },
  'policy-mailbox-is-visible': {
    severity: 'warning',
    message: '{address} stands in address lists, where people take it for a colleague.',
    remedy: 'Leave `hidden` out, or write `hidden: true`.',
  },
  'policy-spf-may-weaken': {
    severity: 'error',
    message:
      'The SPF record of {domain} may become weaker ("{reason}"), which lets strangers send as the domain more easily.',
    remedy: 'Leave `weaken` out and write `all: keep`, or `all: fail`.',
  },
} as const satisfies Catalogue
