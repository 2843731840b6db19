/** What DMARC, DKIM and MX mean for the devices. devicemail reads these records and never writes them. */
import type { Catalogue } from './words.js'

export const mailDnsFindings = {
  'dmarc-absent': {
    severity: 'information',
    message:
      '{domain} has no DMARC record, so receivers decide by themselves what becomes of forged mail.',
    remedy:
      'Publish one at _dmarc.{domain}, first to watch only: "v=DMARC1; p=none; rua=mailto:" and an address that takes reports.',
  },
  'dmarc-asks-nothing': {
    severity: 'information',
    message:
      'Nothing keeps strangers from sending as {domain}: DMARC asks for nothing (p=none at {at}), and SPF ends in {end}.',
    remedy:
      'Once the reports show that all senders pass, raise DMARC to p=quarantine and then p=reject; or write `spf: { all: fail }` for the domain.',
  },
  'dmarc-faulty': {
    severity: 'warning',
    message: 'The DMARC record at _dmarc.{at} says no policy that receivers know: {text}.',
    remedy: 'Write "v=DMARC1; p=none", p=quarantine or p=reject, with a semicolon in between.',
  },
  'dkim-does-not-sign': {
    severity: 'information',
    message:
      'Exchange does not sign mail of {domain} as {domain}: it has no selector1._domainkey of Microsoft. So what devices send leans on SPF alone, and fails DMARC once it is forwarded.',
    remedy:
      'Switch DKIM on for {domain} in the Microsoft Defender portal, and publish the two CNAME records that it shows.',
  },
  'mx-elsewhere': {
    severity: 'information',
    message:
      'Mail to {domain} is taken in by {hosts}, not by Microsoft; devices must still be pointed at the MX endpoint of the tenant.',
    remedy:
      'Copy the endpoint from the DNS records of {domain} in the Microsoft 365 admin centre into `mxEndpoint:`, and see that the tenant takes mail from elsewhere too.',
  },
  'mx-elsewhere-rejects': {
    severity: 'warning',
    message:
      'Mail to {domain} comes in through {hosts}, and the tenant is to reject direct send: what the filter hands on with a sender of {domain} would be refused.',
    remedy:
      'See that a connector knows the addresses of {hosts} before `tenant.rejectDirectSend: true` takes effect.',
  },
  'from-fails-dmarc': {
    severity: 'warning',
    message:
      '{device} shows {shown} in From, but its envelope is of {envelope}: the two do not align, {shown} asks for {policy}, and Exchange does not sign as {shown}.',
    remedy:
      'Write an envelope address of {shown}, or switch DKIM on for {shown} in the Microsoft Defender portal.',
  },
  'direct-send-fails-dmarc': {
    severity: 'warning',
    message:
      '{device} sends directly as {domain} from an address that SPF does not name, and DMARC asks for {policy}: its mail will be refused or taken for junk.',
    remedy:
      'Give its site a static address, let it sign in (`signIn:`), or send from a subdomain with a DMARC record of its own.',
  },
  'mail-dns-unread': {
    severity: 'information',
    message:
      'The DNS did not answer for {what} of {domain}, so it is not known what receivers are asked to do.',
    remedy: 'Run again where these records can be resolved.',
  },
} as const satisfies Catalogue
