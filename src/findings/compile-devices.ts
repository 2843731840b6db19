/** What compile has to tell of devices: how each can send, and of the relays that send on for some. */
import type { Catalogue } from './words.js'

export const deviceFindings = {
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
} as const satisfies Catalogue

export const relayFindings = {
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
} as const satisfies Catalogue
