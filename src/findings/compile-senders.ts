/** What compile has to tell of the addresses that devices send from: mailboxes, aliases, limits, domains. */
import type { Catalogue } from './words.js'

export const senderFindings = {
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
} as const satisfies Catalogue

export const domainFindings = {
  'spf-not-editable': {
    severity: 'information',
    message: 'The SPF record of {domain} is kept by Microsoft and cannot be changed.',
    remedy: 'Let devices send from a domain of your own.',
  },
} as const satisfies Catalogue
