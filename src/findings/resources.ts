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
    remedy: '{waysOut} Run `devicemail spf analyse {domain}` to see what each costs.',
  },
  'spf-lookups-unknown': {
    severity: 'information',
    message: 'The look-ups of the SPF record of {domain} could not be counted to the end: {why}',
    remedy: 'Run again where {why} can be resolved, if the record is near 10 look-ups.',
  },
  'application-name-unfit': {
    severity: 'error',
    message: 'The application "{application}" cannot be marked under that name.',
    remedy: 'Call it by letters, digits, dots and dashes, 63 at most, such as payroll.',
  },
  'shown-name-unfit': {
    severity: 'error',
    message: 'The application "{application}" cannot be shown as "{name}" in Exchange.',
    remedy: 'Write a name without a mark of devicemail; it is put behind the name by itself.',
  },
  'marked-name-too-long': {
    severity: 'error',
    message: 'With our mark the name would be "{name}", which has {count} characters of {most}.',
    remedy: 'Give the application a shorter name; it stands there twice.',
  },
  'two-things-bear-one-mark': {
    severity: 'error',
    message:
      'More than one {what} bears the mark of "{key}", so it is not known which one is meant: {guids}.',
    remedy: 'Take the mark out of the name of all but one of them, and run again.',
  },
  'application-name-held': {
    severity: 'error',
    message: 'The {what} "{name}" is that of the application "{other}".',
    remedy: 'Choose another name, or write `formerly: {other}` if the application was renamed.',
  },
  'scope-without-mailbox': {
    severity: 'error',
    message: 'The scope of "{application}" names no mailbox, so it would hold for none.',
    remedy: 'Name the mailboxes that it sends as, such as `sendAs: [payroll@contoso.com]`.',
  },
  'application-not-known-yet': {
    severity: 'warning',
    message:
      'The application "{name}" waits for Microsoft: Exchange does not know its enterprise application {objectId} yet.',
    remedy:
      'Run `pulumi up` again in a few minutes; nothing was made yet, so nothing is made twice. If it lasts, look whether {objectId} is the object id of the enterprise application, and not that of the app registration.',
  },
  'parties-not-known-yet': {
    severity: 'warning',
    message:
      'The right to send "{name}" waits for Microsoft: Exchange does not know the service principal or the management scope yet.',
    remedy:
      'Run `pulumi up` again in a few minutes; the right was not given, so it is not given twice.',
  },
  'send-as-role-missing': {
    severity: 'error',
    message: 'The tenant has no role "{role}" to give to an application.',
    remedy:
      'Use the older way, `allowedBy: app-role`; or run `Enable-OrganizationCustomization` if the tenant was never customised, and run again.',
  },
} as const satisfies Catalogue
