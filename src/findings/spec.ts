/** What can be wrong with a spec as people write it. */
import { specFileFindings, yamlFindings } from './spec-text.js'
import { specShapeFindings, specValueFindings } from './spec-values.js'
import type { Catalogue } from './words.js'

/** Things that do not fit together. */
const meaning = {
  'version-not-known': {
    severity: 'error',
    message: 'Version {value} of the format is not known here.',
    remedy: 'Write `version: 1`, or use a newer devicemail.',
  },
  'defined-twice': {
    severity: 'error',
    message: '{thing} is defined twice; first at {first}.',
    remedy: 'Keep one of them, join the two, or give one another name.',
  },
  'spec-says-nothing': {
    severity: 'error',
    message: 'The spec says nothing: there is no tenant, no site and no device in it.',
    remedy:
      'Write at least a tenant, a domain and a device: see stacks/contoso for an example to copy.',
  },
  'spec-without-devices': {
    severity: 'error',
    message: 'The spec names no device, so nothing would be wanted any more.',
    remedy:
      'Write the devices under `devices:`, or under their site. To take everything away, use `devicemail destroy`.',
  },
  'tenant-missing': {
    severity: 'error',
    message: 'The spec does not say which tenant it is for.',
    remedy:
      'Write `tenant:` with `organization: contoso.onmicrosoft.com` and `exchange: simulator`.',
  },
  'tenant-without-exchange': {
    severity: 'error',
    message: 'The tenant does not say how Exchange is reached.',
    remedy:
      'Write `exchange: simulator` to try it out, or `exchange: powershell` or `rest` for a real tenant.',
  },
  'tenant-without-organization': {
    severity: 'error',
    message: 'The tenant does not say which Microsoft 365 organisation it is.',
    remedy: 'Write `organization:` with its initial domain, like contoso.onmicrosoft.com.',
  },
  'tenant-name-not-allowed': {
    severity: 'error',
    message: '{name} cannot be the name of a tenant, and it stands in every mark.',
    remedy:
      'Write `name:` under `tenant:` with letters, digits, `-`, `_` and `.`, at most 63 in all.',
  },
  'name-not-found': {
    severity: 'error',
    message: '{user} names the {kind} `{name}`, which is not defined.',
    remedy: 'Define it under `{section}:`, or correct the name.',
  },
  'name-misspelt': {
    severity: 'error',
    message: '{user} names the {kind} `{name}`, which is not defined.',
    remedy: 'Did you mean `{suggestion}`? Else define it under `{section}:`.',
  },
  'domain-not-listed': {
    severity: 'error',
    message: '{address} is of {domain}, which is not among the domains of the spec.',
    remedy: 'Add `{domain}:` under `domains:`, or correct the address.',
  },
  'domain-misspelt': {
    severity: 'error',
    message: '{address} is of {domain}, which is not among the domains of the spec.',
    remedy: 'Did you mean `{suggestion}`? Else add `{domain}:` under `domains:`.',
  },
  'device-without-from': {
    severity: 'error',
    message: 'Device {device} does not say as which address it sends.',
    remedy:
      'Write `from:` with an address of one of your domains, like `from: printer@contoso.com`.',
  },
  'device-without-recipients': {
    severity: 'error',
    message: 'Device {device} does not say whom it must reach.',
    remedy:
      'Write `to: tenant` for your own recipients, `to: anyone`, or a list of domains and addresses.',
  },
  'device-of-two-sites': {
    severity: 'error',
    message: 'Device {device} stands under site {site} and names site {other}.',
    remedy: 'Take away its `site:` line, or move the device under the other site.',
  },
  'site-via-itself': {
    severity: 'error',
    message: 'Site {site} sends through itself: {way}.',
    remedy: 'Take `via:` away at the site whose addresses the mail really leaves from.',
  },
  'site-via-and-egress': {
    severity: 'error',
    message: 'Site {site} has addresses of its own and sends via {via}.',
    remedy: 'Take away `via:` or `egress:`, whichever is not where its mail leaves from.',
  },
  'connector-existing-and-ours': {
    severity: 'error',
    message:
      'The connector of site {site} is to be an existing one, and `{key}` is for one of ours.',
    remedy: 'Take away `existing:` or `{key}:`.',
  },
  'relay-without-site': {
    severity: 'error',
    message: 'Relay {relay} does not say where it stands.',
    remedy: 'Write `site:` with the name of its site.',
  },
  'relay-without-via': {
    severity: 'error',
    message: 'Relay {relay} does not say how it sends on.',
    remedy: 'Write `via: smtp-relay`, `via: client-submission` or `via: direct-send`.',
  },
  'sender-alias-of-itself': {
    severity: 'error',
    message: 'The sender {address} is an alias of itself.',
    remedy: 'Name the mailbox that holds the address, or take `aliasOf:` away.',
  },
  'sender-alias-of-alias': {
    severity: 'error',
    message: 'The sender {address} is an alias of {other}, which is an alias of {mailbox}.',
    remedy: 'Write `aliasOf: {mailbox}`.',
  },
  'sender-alias-and-mailbox': {
    severity: 'error',
    message: 'The sender {address} is an alias, and `{key}` is for a mailbox of its own.',
    remedy: 'Take away `aliasOf:`, or write `{key}:` at the mailbox.',
  },
} as const satisfies Catalogue

export const specFindings = {
  ...specFileFindings,
  ...yamlFindings,
  ...specShapeFindings,
  ...specValueFindings,
  ...meaning,
} as const satisfies Catalogue
