/** What compile has to tell: devices, sites and senders, as far as the text alone shows it. */
import type { Catalogue } from './words.js'

export const compileFindings = {
  // Devices and their methods
  'device-cannot-be-served': {
    severity: 'warning',
    message: 'No way of sending serves {device}.',
    remedy: '{help}',
  },
  'method-lacks-requirement': {
    severity: 'error',
    message: '{device} cannot send by `method: {method}`: {why}.',
    remedy: 'It needs {change}; or remove the `method:` line, and the program chooses.',
  },
  'method-does-not-fit': {
    severity: 'error',
    message: '{device} cannot send by `method: {method}`: {why}.',
    remedy: 'Remove the `method:` line, and the program chooses.',
  },
  'sign-in-not-used': {
    severity: 'warning',
    message:
      '{device} names `signIn: {signIn}`, but sends by {method}, which signs nobody in: {why}.',
    remedy: 'Remove the `signIn` line, or make client submission possible for it.',
  },
  'relay-not-used': {
    severity: 'warning',
    message: '{device} names `relay: {relay}`, but sends by {method}: {why}.',
    remedy: 'Remove the `relay` line, or make the relay able to send.',
  },
  'certificate-not-used': {
    severity: 'warning',
    message: 'The certificate {certificate} cannot sign {device} in: {why}.',
    remedy:
      'Name a certificate in one of the domains of the spec and a device with `tls: 1.2` or newer, or remove the `certificate` line.',
  },
  'site-certificate-not-used': {
    severity: 'warning',
    message:
      'The certificate {certificate} of {site} signs nobody in: its name stands in none of the domains of the spec.',
    remedy:
      'Name a certificate in one of your domains, or add its domain under `domains`, or remove the line; until then the address of {site} counts.',
  },
  'basic-sign-in-ends': {
    severity: 'warning',
    message:
      '{device} signs in by {way}, which Microsoft switches off by default after {day}; the final end will be named in the {last}.',
    remedy:
      'Move it to `auth: [oauth-app]` or `[oauth-user]` where its firmware can, or to SMTP relay behind a static address.',
  },
  'tls-is-old': {
    severity: 'information',
    message: '{device} speaks TLS {tls} at best; Microsoft 365 takes TLS 1.2 or newer.',
    remedy:
      'Look for newer firmware. Until then it can only send without TLS: by SMTP relay, direct send or a local relay.',
  },
  'port-587-is-better': {
    severity: 'information',
    message: '{device} signs in over port 25, which many networks block.',
    remedy: 'If it can be set to port 587, write `ports: [587]`.',
  },
  'port-465-not-supported': {
    severity: 'warning',
    message: '{device} can be set to port 465 only, which Microsoft 365 does not support.',
    remedy: 'Write the ports that it can really be set to: 587 for signing in, 25 for relay.',
  },
  'direct-send-relays-anyway': {
    severity: 'information',
    message:
      'A connector knows the address of {site}, so devices there that send directly relay in truth, and could reach anyone: {devices}.',
    remedy:
      'Nothing to do. Who must not reach others needs an address of its own that no connector knows.',
  },
  'direct-send-likely-junk': {
    severity: 'warning',
    message:
      'Mail that {device} sends directly will likely be taken for junk: it comes from no static address that SPF could name.',
    remedy:
      'Give its site a static `egress` address, or let the device sign in: `tls: 1.2`, `auth` and `signIn`.',
  },
  'direct-send-may-end': {
    severity: 'information',
    message:
      'Microsoft means to reject direct send by default one day and has named no date; devices that use it, where no connector knows them: {count}.',
    remedy:
      'Nothing to do now. `method: smtp-relay` at one device of a site makes a connector that all devices there are safe behind.',
  },
  'own-mail-rejected': {
    severity: 'warning',
    message:
      'The tenant will refuse what {device} delivers to your own mailboxes: `rejectDirectSend` is true, and no connector knows {site}.',
    remedy:
      'Let one device at {site} send by `method: smtp-relay`, so that a connector knows its address, or set `tenant.rejectDirectSend: false`.',
  },
  'each-user-in-from': {
    severity: 'information',
    message:
      '{device} writes each user into From ({domains}), while the envelope says {envelope}: relay looks at the envelope, DMARC at From.',
    remedy: 'Nothing to do: the domains agree, so SPF for the envelope satisfies DMARC.',
  },
  'each-user-not-aligned': {
    severity: 'warning',
    message:
      '{device} writes addresses of {domains} into From, while the envelope {envelope} is of {domain}: SPF alone will not satisfy DMARC.',
    remedy:
      'Sign {domains} with DKIM, or write an envelope address of the same domain that stands in From.',
  },
  'relay-is-not-for-bulk': {
    severity: 'information',
    message:
      '{device} means to write to {count} recipients a day; SMTP relay is for reasonable use.',
    remedy:
      'Send what is bulk through a bulk service, such as Azure Communication Services Email, and write `purpose: bulk`.',
  },

  // Relays
  'relay-cannot-send': {
    severity: 'warning',
    message: 'The relay {relay} cannot send on by {method}: {why}.',
    remedy: 'It needs {help}.',
  },
  'relay-without-host': {
    severity: 'information',
    message: 'Nothing says what a technician types into the devices of the relay {relay}.',
    remedy: 'Write its name or address in your network: `host:` at the relay.',
  },

  // Sites and their addresses
  'egress-has-host-bits': {
    severity: 'information',
    message: '{address} at {site} names a block by an address inside it; it is taken as {range}.',
    remedy: 'Write {range}, so that nobody takes it for a single address.',
  },
  'egress-is-split': {
    severity: 'information',
    message:
      '{address} at {site} is wider than a connector takes (/{prefix}), so it becomes {count} blocks.',
    remedy: 'Write only the addresses that devices send from: each gives the right to send as you.',
  },
  'egress-too-wide': {
    severity: 'error',
    message: '{address} at {site} is wider than any site can own.',
    remedy: 'Write the public addresses that devices at {site} send from.',
  },
  'egress-is-not-public': {
    severity: 'error',
    message: '{address} at {site} is {nature}.',
    remedy: 'Write the public IPv4 address that {site} is seen with from outside.',
  },
  'egress-is-carrier-shared': {
    severity: 'error',
    message: '{address} at {site} is an address that a carrier shares among many customers.',
    remedy:
      'Write `address: shared` without this address, or ask the provider for a static public address.',
  },
  'egress-is-example': {
    severity: 'warning',
    message:
      '{site} has addresses that are kept for examples, so nobody sends from them: {addresses}.',
    remedy: 'Write the public address of {site} before this goes to a real tenant.',
  },
  'egress-is-ipv6': {
    severity: 'warning',
    message: '{addresses} at {site} cannot stand on a connector: connectors know IPv4 only.',
    remedy:
      'Nothing to do as long as the devices send over IPv4; else let {site} send over IPv4 only.',
  },
  'egress-not-on-connector': {
    severity: 'warning',
    message:
      'The connector of {site} does not know addresses that are not static, and mail that leaves by them is not relayed: {addresses}.',
    remedy: 'Ask for a static address on that link, or expect mail to wait while it is in use.',
  },
  'egress-claimed-twice': {
    severity: 'error',
    message: '{address} belongs to both {site} and {other}{where}.',
    remedy:
      'Leave it at one of the two. A site that sends through the address of another says `via: {other}`.',
  },
  'connector-names-clash': {
    severity: 'error',
    message: 'The connectors of {first} and {second} are both named "{name}".',
    remedy: 'Give one of them another name: `connector: { name: … }` at the site.',
  },
  'certificate-connector-names': {
    severity: 'error',
    message:
      'The sites that share the certificate {certificate} give its one connector different names: {names}.',
    remedy: 'Write the same `connector: { name: … }` at each of these sites, or at one only.',
  },

  // Senders
  'sender-without-mailbox': {
    severity: 'information',
    message: '{sender} has no mailbox, as its rule says: replies to it bounce.',
    remedy: 'Nothing to do. For a mailbox that takes replies, remove `mailbox: none`.',
  },
  'licence-for-senders-without-mailbox': {
    severity: 'information',
    message:
      'Sender addresses without mailbox: {count}. Microsoft once asked a licence for each; its pages of today name none.',
    remedy: 'Nothing to do, unless your contract with Microsoft says otherwise.',
  },
  'sender-rule-not-used': {
    severity: 'information',
    message: 'No device sends from {sender}, so the rule for it does nothing.',
    remedy: 'Remove the rule, or correct the address to the one that devices use.',
  },
  'alias-of-alias': {
    severity: 'error',
    message: '{sender} is an alias of {mailbox}, which another rule makes an alias in turn.',
    remedy: 'Write the mailbox itself: `aliasOf` must name an address that is no alias.',
  },
  'alias-of-no-mailbox': {
    severity: 'error',
    message: '{sender} is an alias of {mailbox}, which has no mailbox (`mailbox: none`).',
    remedy: 'Write `mailbox: none` for {sender} too, or let {mailbox} have a mailbox.',
  },
  'alias-of-existing-mailbox': {
    severity: 'warning',
    message: '{sender} is to be an alias of {mailbox}, which is not ours to change.',
    remedy: 'Add the alias {sender} to {mailbox} in the Exchange admin centre, by hand.',
  },
  'sender-needs-member': {
    severity: 'warning',
    message:
      'Mail of {device} leaves through the account {signIn} as {sender}, on which that account has no Send As.',
    remedy: 'Write `members: [{signIn}]` for {mailbox} under `senders`: members may send as it.',
  },
  'sender-needs-send-as': {
    severity: 'warning',
    message:
      'Mail of {device} leaves through the account {signIn} as {sender}, which is another mailbox.',
    remedy:
      'Give {signIn} Send As on {mailbox} in the Exchange admin centre, if it has not got it, or send as {signIn}.',
  },
  'sender-cannot-be-sent-as': {
    severity: 'warning',
    message:
      'Mail of {device} leaves through the account {signIn} as {sender}, which has no mailbox to have Send As on.',
    remedy:
      'Send as {signIn}, or remove `mailbox: none` for {sender} and make {signIn} its member.',
  },
  'too-many-recipients-per-day': {
    severity: 'warning',
    message:
      'Devices that sign in to {mailbox} mean to write to {count} recipients a day; Microsoft takes {most} from one mailbox.',
    remedy: 'Spread them over several mailboxes, or let them relay from a static address.',
  },
  'too-many-messages-per-minute': {
    severity: 'warning',
    message:
      'Devices that sign in to {mailbox} mean to send {count} messages a minute; Microsoft takes {most} from one mailbox.',
    remedy: 'Spread them over several mailboxes, or let them relay from a static address.',
  },
  'many-devices-on-one-mailbox': {
    severity: 'information',
    message: '{devices} devices sign in to {mailbox}, which takes {most} connections at once.',
    remedy: 'Nothing to do if they retry after a refusal; else spread them over several mailboxes.',
  },

  // Domains
  'spf-not-editable': {
    severity: 'information',
    message: 'The SPF record of {domain} is kept by Microsoft and cannot be changed.',
    remedy: 'Let devices send from a domain of your own.',
  },

  // Between specs
  'address-in-two-specs': {
    severity: 'warning',
    message: '{address} of "{connector}" is also on the connector "{other}" of the spec {spec}.',
    remedy:
      'Leave it in one of the two: Microsoft cannot tell whose mail comes from an address that two tenants know.',
  },
  'certificate-in-two-specs': {
    severity: 'warning',
    message: 'The certificate {certificate} is also used by other specs: {specs}.',
    remedy: 'Give each tenant a certificate with a name in a domain of its own.',
  },
} as const satisfies Catalogue
