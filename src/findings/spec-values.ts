/** What can be wrong with single keys and values of a spec. */
import type { Catalogue } from './words.js'

/** Keys and values that do not fit the schema. */
export const specShapeFindings = {
  'key-unknown': {
    severity: 'error',
    message: '{where} knows no key `{key}`.',
    remedy: 'Take it away, or write one of: {known}.',
  },
  'key-misspelt': {
    severity: 'error',
    message: '{where} knows no key `{key}`.',
    remedy: 'Did you mean `{suggestion}`?',
  },
  'key-not-with-the-others': {
    severity: 'error',
    message: '{where} takes no `{key}` beside what else is written there.',
    remedy: 'Take it away, or write another `way:` or `driver:` there, one that takes it.',
  },
  'value-missing': {
    severity: 'error',
    message: '`{key}` has no value.',
    remedy: 'Write it like this: `{last}: {example}`. {about}',
  },
  'value-not-understood': {
    severity: 'error',
    message: '`{key}` does not take {value}.',
    remedy: 'Write it like this: `{last}: {example}`. {about}',
  },
  'word-misspelt': {
    severity: 'error',
    message: '`{key}` does not take {value}.',
    remedy: 'Did you mean `{last}: {suggestion}`?',
  },
  'word-unknown': {
    severity: 'error',
    message: '`{key}` does not take {value}.',
    remedy: 'Write `{last}:` with one of: {choices}.',
  },
  'boolean-as-word': {
    severity: 'error',
    message: '`{key}` does not take {value}: to YAML that is a text.',
    remedy: 'Write `{last}: {meant}`.',
  },
  'number-in-quotes': {
    severity: 'error',
    message: '`{key}` does not take {value}: in quotes it is a text.',
    remedy: 'Write {number} without quotes.',
  },
  'oauth-of-which-kind': {
    severity: 'error',
    message: '`auth: oauth` does not say whose permission the device has.',
    remedy:
      'Write `oauth-app` where an application has a permission of its own (a shared mailbox will do), or `oauth-user` where a person allowed it, as copiers ask for (a licensed user mailbox).',
  },
  'name-not-allowed': {
    severity: 'error',
    message: '{name} cannot be the name of a thing.',
    remedy: 'Use letters, digits, `-`, `_` and `.`, at most 63 in all.',
  },
  'further-faults': {
    severity: 'error',
    message: 'There are {count} further faults.',
    remedy: 'Mend those that are told first; they are often of one kind.',
  },
  'data-not-plain': {
    severity: 'error',
    message: 'The spec is no plain data: {reason}.',
    remedy: 'Hand over maps, lists, texts, numbers and booleans only.',
  },
} as const satisfies Catalogue

/** Texts that should be an address, a domain, a date. */
export const specValueFindings = {
  'address-not-valid': {
    severity: 'error',
    message: '{value} is no mail address.',
    remedy: 'Write it like `printer@contoso.com`, without a display name or angle brackets.',
  },
  'domain-not-valid': {
    severity: 'error',
    message: '{value} is no domain.',
    remedy: 'Write it like `contoso.com`, without @, path or port.',
  },
  'host-not-valid': {
    severity: 'error',
    message: '{value} is no name or address of a host.',
    remedy: 'Write it like `relay.contoso.com`, without a port or a scheme.',
  },
  'certificate-not-valid': {
    severity: 'error',
    message: '{value} is no name in a certificate.',
    remedy: 'Write the name it was issued for, like `relay.contoso.com` or `*.contoso.com`.',
  },
  'egress-not-an-address': {
    severity: 'error',
    message: '{value} is no IP address and no range of addresses.',
    remedy:
      'Write one address (203.0.113.10), a block (203.0.113.16/29), or first and last (203.0.113.10-203.0.113.12).',
  },
  'egress-range-reversed': {
    severity: 'error',
    message: 'The range {value} ends before it begins.',
    remedy: 'Write the lower address first.',
  },
  'egress-range-mixed': {
    severity: 'error',
    message: 'The range {value} begins and ends in different kinds of address.',
    remedy: 'Write two single IPv4 addresses, such as 203.0.113.10-203.0.113.12.',
  },
  'date-not-valid': {
    severity: 'error',
    message: '{value} is no day of the calendar.',
    remedy: 'Write year, month and day, like `2026-12-31`.',
  },
  'text-empty': {
    severity: 'error',
    message: '`{key}` is an empty text.',
    remedy: 'Write something there, or take the line away.',
  },
  'placeholder-unknown': {
    severity: 'error',
    message: '{value} holds the placeholder {placeholder}, which nothing fills.',
    remedy: 'Use the placeholders for the names of the device and the site: {known}.',
  },
  'placeholder-without-site': {
    severity: 'error',
    message: '{value} uses the name of the site, and device {device} has none.',
    remedy: 'Write `site:` for the device, or the name itself.',
  },
  'recipients-mixed': {
    severity: 'error',
    message: '`to` mixes {word} with other recipients.',
    remedy: 'Write `to: {word}` alone, or a list of domains and addresses alone.',
  },
  'recipient-not-valid': {
    severity: 'error',
    message: '`to` does not take {value}.',
    remedy:
      'Write anyone, tenant (your own recipients only), a domain like `contoso.com`, or an address like `it@contoso.com`.',
  },
  'sender-pattern-not-valid': {
    severity: 'error',
    message: '{value} is no pattern for addresses.',
    remedy: 'Use `*` before the @ only, like `*-copier@contoso.com`; write each domain on its own.',
  },
  'path-not-relative': {
    severity: 'error',
    message: 'The path {value} does not begin at the spec.',
    remedy: 'Write it relative, with forward slashes, like `zones/contoso.com.zone`.',
  },
} as const satisfies Catalogue
