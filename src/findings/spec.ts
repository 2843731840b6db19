/** What can be wrong with a spec as people write it. */
import type { Catalogue } from './words.js'

/** Folders and files. */
const files = {
  'spec-folder-missing': {
    severity: 'error',
    message: 'The folder {folder} does not exist.',
    remedy: 'Name the folder that holds the YAML files of one tenant, such as stacks/contoso.',
  },
  'spec-folder-not-a-folder': {
    severity: 'error',
    message: '{folder} is a file, where the folder of a spec is asked for.',
    remedy: 'Name the folder that holds the YAML files of one tenant, such as stacks/contoso.',
  },
  'spec-folder-unreadable': {
    severity: 'error',
    message: 'The folder {folder} cannot be read.',
    remedy: 'Allow the user who runs this to read the folder, or run it as another user.',
  },
  'spec-folder-empty': {
    severity: 'error',
    message: 'The folder {folder} holds no YAML file of a spec.',
    remedy:
      'Write a file there whose name ends in .yaml, such as tenant.yaml, with tenant, domains, sites and devices. simulator.yaml, hidden files and folders inside it do not count.',
  },
  'file-missing': {
    severity: 'error',
    message: 'The file {file} does not exist.',
    remedy: 'Correct the path; it is relative to the file that names it.',
  },
  'file-unreadable': {
    severity: 'error',
    message: 'The file {file} cannot be read.',
    remedy: 'Allow the user who runs this to read the file, or run it as another user.',
  },
  'file-not-a-file': {
    severity: 'error',
    message: '{file} is no plain file.',
    remedy: 'Put a file with YAML text there, or take it away.',
  },
  'file-outside-repository': {
    severity: 'error',
    message: '{file} lies outside the repository, or is a link that leads out of it.',
    remedy:
      'Copy the file into the repository: a spec must mean the same on every machine and be reviewed as a whole.',
  },
  'file-too-large': {
    severity: 'error',
    message: 'The file {file} is larger than {megabytes} MB.',
    remedy: 'Split it, for instance into one file for each site; all files of the folder are read.',
  },
  'file-not-utf-8': {
    severity: 'error',
    message: 'The file {file} is not UTF-8 text.',
    remedy:
      'Save it as UTF-8 in your editor. Windows PowerShell writes UTF-16 unless told `-Encoding utf8`.',
  },
  'file-not-text': {
    severity: 'error',
    message: 'The file {file} holds a NUL byte, so it is no text.',
    remedy: 'Delete that byte, or take the file out of the folder.',
  },
  'file-empty': {
    severity: 'warning',
    message: 'The file {file} says nothing.',
    remedy: 'Write something into it, or delete it.',
  },
  'include-loop': {
    severity: 'error',
    message: 'The file {file} includes itself, by way of {way}.',
    remedy: 'Take this line away: what is included counts for every file anyway.',
  },
  'include-holds-more': {
    severity: 'error',
    message: 'The included file {file} holds `{key}`.',
    remedy:
      'Move it into a file of the folder itself. An included file is shared by tenants and holds profiles, defaults and includes only.',
  },
} as const satisfies Catalogue

/** YAML as such. */
const yaml = {
  'yaml-syntax': {
    severity: 'error',
    message: 'This is no YAML: {reason}.',
    remedy:
      'Look at this line and the one above: a colon without a space, a quote or bracket left open, or an indentation that fits no line above.',
  },
  'yaml-tab': {
    severity: 'error',
    message: 'The file {file} is indented with a tab here, which YAML does not allow.',
    remedy: 'Indent with spaces, two for each level.',
  },
  'yaml-key-twice': {
    severity: 'error',
    message: 'The key `{key}` stands twice in the same map.',
    remedy: 'Join the two, or delete one.',
  },
  'yaml-star-unquoted': {
    severity: 'error',
    message: 'To YAML, {text} without quotes is a reference to an anchor, and there is none.',
    remedy: 'Write the text in quotes: a text that begins with a star needs them.',
  },
  'yaml-text-unquoted': {
    severity: 'error',
    message: 'To YAML, {text} without quotes is no text.',
    remedy: 'Write the text in quotes: one that begins with a bracket, @, % or ` needs them.',
  },
  'yaml-too-deep': {
    severity: 'error',
    message: 'The file {file} nests deeper than {levels} levels.',
    remedy: 'Write it flat: no part of a spec is that deep.',
  },
  'yaml-aliases-run-away': {
    severity: 'error',
    message: 'The aliases in {file} stand for more values than can be read.',
    remedy: 'Use a profile for what devices share, and fewer aliases.',
  },
  'yaml-key-forbidden': {
    severity: 'error',
    message: 'The key {key} is not allowed.',
    remedy: 'Choose another name.',
  },
  'document-not-a-map': {
    severity: 'error',
    message: 'A spec is a map of keys and values, and this is {value}.',
    remedy: 'Begin with a key such as `devices:`, and indent what belongs to it.',
  },
} as const satisfies Catalogue

/** Keys and values that do not fit the schema. */
const shape = {
  'key-unknown': {
    severity: 'error',
    message: '`{where}` knows no key `{key}`.',
    remedy: 'Take it away, or write one of: {known}.',
  },
  'key-misspelt': {
    severity: 'error',
    message: '`{where}` knows no key `{key}`.',
    remedy: 'Did you mean `{suggestion}`?',
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
const values = {
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
    remedy: 'Rename one, or join the two.',
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
  ...files,
  ...yaml,
  ...shape,
  ...values,
  ...meaning,
} as const satisfies Catalogue
