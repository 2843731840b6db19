/** What the kinds have to tell: faults of one thing, and what holds its name or address. */
import type { Catalogue } from './words.js'

export const resourceFindings = {
  'connector-without-address': {
    severity: 'error',
    message:
      'Connector "{name}" would recognise nobody: it has no public address and no certificate.',
    remedy: 'Give the site an `egress` address, or a `certificate`.',
  },
  'connector-range-too-wide': {
    severity: 'error',
    message: 'Connector "{name}" cannot take {range}: Exchange takes blocks from /24 to /32.',
    remedy: 'Write the smaller blocks that really are yours.',
  },
  'connector-needs-ipv4': {
    severity: 'error',
    message: 'Connector "{name}" cannot take {range}: connectors know IPv4 only.',
    remedy: 'Write the IPv4 address from which the site sends.',
  },
  'connector-address-unreadable': {
    severity: 'error',
    message:
      'Connector "{name}" holds "{address}" as a sender address, which is none that we know.',
    remedy:
      'Look at the connector in the Exchange admin centre, correct the address, and run again.',
  },
  'two-connectors-bear-one-mark': {
    severity: 'error',
    message:
      'The connectors {names} all bear the mark of "{key}", so it is not known which one is meant.',
    remedy: 'Take the mark out of the Comment of all but one of them, and run again.',
  },
  'two-mailboxes-bear-one-mark': {
    severity: 'error',
    message:
      'The mailboxes {names} all bear the mark of "{key}", so it is not known which one is meant.',
    remedy: 'Clear {attribute} on all but one of them, and run again.',
  },
  'connector-name-held': {
    severity: 'error',
    message: 'The name "{name}" belongs to the connector of "{other}".',
    remedy: 'Choose another name: `connector: { name: … }` at the site.',
  },
  'mailbox-address-held': {
    severity: 'error',
    message: '{address} belongs to {holder} ({type}).',
    remedy:
      'To send as it and leave it alone, write `mailbox: existing` for {address} under `senders`; else send from another address, or free it in the tenant.',
  },
  'mailbox-soft-deleted': {
    severity: 'error',
    message: 'A deleted mailbox still keeps {address}; it can be restored until {until}.',
    remedy:
      'Restore it with `Undo-SoftDeletedMailbox -SoftDeletedObject {guid}`, or purge it with `Remove-Mailbox -Identity {guid} -PermanentlyDelete`, and run again.',
  },
  'mailbox-switches-unread': {
    severity: 'error',
    message: 'Get-CASMailbox did not tell the switches of {address}.',
    remedy: 'Run again in a minute; a new mailbox may not be visible to every cmdlet yet.',
  },
  'mark-attribute-taken': {
    severity: 'error',
    message: '{attribute} of {address} holds "{text}", which is not ours to overwrite.',
    remedy: 'Write another `tenant.markAttribute` (1 to 15), or clear that attribute.',
  },
  'mailbox-does-not-exist': {
    severity: 'error',
    message: 'There is no mailbox {address} in the tenant to sign in with.',
    remedy: 'Create the licensed mailbox first, or name another one as `signIn`.',
  },
  'direct-send-switch-unread': {
    severity: 'error',
    message: 'The organisation {organization} did not tell whether it rejects direct send.',
    remedy: 'Check that the signed-in identity may run Get-OrganizationConfig, and run again.',
  },
  'spf-several-records': {
    severity: 'error',
    message: '{domain} has more than one SPF record, so receivers ignore all of them.',
    remedy:
      'Join them into one by hand: all terms in one record, one `all` at the end. Then run again.',
  },
  'spf-unreadable': {
    severity: 'error',
    message: 'The SPF record of {domain} cannot be changed safely: {why}',
    remedy: '{cure}',
  },
  'spf-lookup-budget': {
    severity: 'error',
    message:
      'The SPF record of {domain} would need {count} DNS look-ups; receivers stop at {most}.',
    remedy: 'Remove an `include` that nobody needs any more. Our own addresses cost no look-up.',
  },
  'spf-lookups-unknown': {
    severity: 'information',
    message: 'The look-ups of the SPF record of {domain} could not be counted to the end: {why}',
    remedy: 'Run again where {why} can be resolved, if the record is near 10 look-ups.',
  },
  'spf-term-of-others': {
    severity: 'information',
    message:
      '{terms} stood in the SPF record of {domain} before us, so it will stay when the spec no longer asks for it.',
    remedy: 'Nothing to do. To hand it over, delete it from the record by hand and apply.',
  },
} as const satisfies Catalogue
