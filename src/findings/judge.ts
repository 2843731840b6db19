/** What judge has to tell: the spec against the tenant as it is. Each remedy names both ways out. */
import type { Catalogue } from './words.js'

export const judgeFindings = {
  'not-checked': {
    severity: 'warning',
    message: 'Not read: {what}. So it is not checked whether {whether}.',
    remedy: 'Give the sign-in the right to read it, or look yourself before you approve.',
  },

  // Accepted domains
  'domain-not-accepted': {
    severity: 'error',
    message: 'The tenant does not accept {domain}, so nothing can send from it.',
    remedy:
      'Add {domain} to the tenant in the Microsoft 365 admin centre, or send from a domain that it accepts: {known}.',
  },
  'subdomain-not-accepted': {
    severity: 'error',
    message: 'The tenant accepts {parent}, but not its subdomain {domain}.',
    remedy:
      'Send from {parent}; or add {domain} to the tenant, or run `Set-AcceptedDomain {parent} -MatchSubDomains $true`.',
  },
  'subdomain-holds-no-mailbox': {
    severity: 'error',
    message:
      'Devices may send from {domain}, a subdomain of {parent}, but no mailbox can stand in it.',
    remedy:
      'Write `mailbox: none` for its senders, send from {parent}, or add {domain} itself to the tenant.',
  },
  'domain-barred-from-sending': {
    severity: 'error',
    message: 'The tenant bars {domain} from sending (SendingFromDomainDisabled).',
    remedy:
      'Run `Set-AcceptedDomain {domain} -SendingFromDomainDisabled $false`, or send from another domain.',
  },

  // Connectors
  'connector-covers': {
    severity: 'error',
    message: 'The connector "{name}", which is not ours, already knows {shared} of {site}.',
    remedy:
      'To use it, write `connector: { existing: "{name}" }` at the site; to make it ours, `connector: { name: "{name}", adopt: true }`; or take {shared} out of it.',
  },
  'hybrid-connector-covers': {
    severity: 'error',
    message: 'The hybrid connector "{name}" already knows {shared} of {site}.',
    remedy:
      'Write `connector: { existing: "{name}" }` at the site: nothing is created, and the hybrid connector is not touched. Else take {shared} out of it with the hybrid wizard.',
  },
  'connector-of-another-spec': {
    severity: 'error',
    message:
      'The connector "{name}" belongs to the spec {spec}, and stands where "{wanted}" is wanted.',
    remedy:
      'Take the site out of one of the two specs. To hand the connector over, write `connector: { name: "{name}", takeFrom: {spec} }` at the site.',
  },
  'connector-name-taken': {
    severity: 'error',
    message: 'A connector named "{name}" is there already and is not ours.',
    remedy:
      'Write another name, `connector: { name: … }` at the site, or `connector: { name: "{name}", adopt: true }` to make it ours; or rename the one in the tenant.',
  },
  'existing-connector-missing': {
    severity: 'error',
    message: '{site} leans on the connector "{name}", and the tenant has none of that name.',
    remedy:
      'Correct the name in `connector: { existing: … }`, or remove the line, and a connector is made.',
  },
  'existing-connector-is-ours': {
    severity: 'error',
    message:
      '{site} leans on the connector "{name}", which this spec itself made and would remove.',
    remedy:
      'Remove `existing: "{name}"` from the site, and it stays; or release the connector first, if somebody else is to keep it.',
  },
  'existing-connector-disabled': {
    severity: 'error',
    message: '{site} leans on the connector "{name}", which is switched off.',
    remedy:
      'Run `Set-InboundConnector "{name}" -Enabled $true`, or remove the `existing` line, and a connector is made.',
  },
  'existing-connector-never-relays': {
    severity: 'error',
    message: '{site} leans on the connector "{name}" of type {type}; only type OnPremises relays.',
    remedy:
      'Name a connector of type OnPremises, or remove the `existing` line, and a connector is made.',
  },
  'existing-connector-lacks-address': {
    severity: 'error',
    message: '{site} leans on the connector "{name}", which does not know {addresses}.',
    remedy:
      'Add {addresses} to "{name}" in the Exchange admin centre, or remove the `existing` line, and a connector is made.',
  },

  // Who holds addresses
  'address-held': {
    severity: 'error',
    message: '{address} is held by {holder}, so no shared mailbox can be made there.',
    remedy:
      'To send as it and leave it alone, write `mailbox: existing` for {address} under `senders`; else send from another address, or free it in the tenant.',
  },
  'address-of-other-mailbox': {
    severity: 'error',
    message: '{address} is an alias of the shared mailbox {primary}, so {mailbox} cannot have it.',
    remedy:
      'Write `aliasOf: {primary}` for {address} under `senders`, or remove the alias from {primary} in the tenant.',
  },
  'member-not-found': {
    severity: 'error',
    message: '{member}, a member of {mailbox}, does not exist in the tenant.',
    remedy: 'Correct or remove it in `members`, or create it in the tenant first.',
  },
  'member-takes-no-rights': {
    severity: 'error',
    message: '{member}, a member of {mailbox}, is {holder}, which cannot be given rights.',
    remedy:
      'Write users or a mail-enabled security group in `members`, or turn it into one in the tenant.',
  },
  'existing-mailbox-missing': {
    severity: 'error',
    message: '{address} is said to exist (`mailbox: existing`), and nobody in the tenant holds it.',
    remedy:
      'Remove `mailbox: existing`, and a shared mailbox is made; or correct the address; or create it in the tenant.',
  },
  'sign-in-missing': {
    severity: 'error',
    message: 'Devices sign in to {address}, which does not exist in the tenant.',
    remedy:
      'Create a licensed user mailbox {address} in the tenant, or name another one as `signIn`.',
  },
  'sign-in-is-no-user-mailbox': {
    severity: 'error',
    message: 'Devices sign in to {address}, which is {holder} and has no account that can sign in.',
    remedy:
      'Name a licensed user mailbox as `signIn`, or convert it to one in the tenant; a shared mailbox serves `auth: [oauth-app]` only.',
  },
  'licence-not-checked': {
    severity: 'information',
    message:
      'Not checked: whether these mailboxes, which devices sign in to, have a licence: {addresses}.',
    remedy: 'Look in the Microsoft 365 admin centre: each needs a licence with Exchange Online.',
  },

  // Recipients
  'recipient-not-found': {
    severity: 'warning',
    message: '{device} is to write to {address}, and nobody in the tenant holds that address.',
    remedy: 'Correct the address under `to`, or create the recipient in the tenant.',
  },
  'group-needs-signed-in-senders': {
    severity: 'warning',
    message: 'The group {address} refuses senders who did not sign in, so it will refuse {device}.',
    remedy:
      'Allow senders from outside on the group (`Set-DistributionGroup {address} -RequireSenderAuthenticationEnabled $false`), or write its members under `to`.',
  },

  // Switches of the organisation
  'smtp-auth-off-in-tenant': {
    severity: 'information',
    message:
      'SMTP AUTH is off in the tenant; the mailboxes of this spec switch it on for themselves.',
    remedy:
      'Nothing to do: the switch of a mailbox wins. If sign-in fails all the same, look at security defaults and authentication policies.',
  },
  'direct-send-is-rejected': {
    severity: 'error',
    message:
      'The tenant rejects direct send (RejectDirectSend), and no connector knows these devices, which use it: {devices}.',
    remedy:
      'Write `tenant.rejectDirectSend: true`, and devices at static addresses relay through a connector instead; or `false` there to allow direct send.',
  },
  'tenant-is-dehydrated': {
    severity: 'warning',
    message:
      'The organisation has never been customised (IsDehydrated), so changes may be refused.',
    remedy:
      'Run `Enable-OrganizationCustomization` once in the tenant; it takes minutes to an hour.',
  },

  // The world outside
  'mx-endpoint-unknown': {
    severity: 'warning',
    message:
      'The MX endpoint of {domain} is not known, so the host to type into devices is not either.',
    remedy:
      'Copy it from the DNS records of {domain} in the Microsoft 365 admin centre into `mxEndpoint:` under that domain.',
  },
  'egress-day-is-over': {
    severity: 'warning',
    message:
      '{address} at {site} was to be used until {until}, and still has the right to send as you.',
    remedy: 'Remove it from `egress`, or write a later day.',
  },
  'egress-day-is-near': {
    severity: 'information',
    message: '{address} at {site} is to be used until {until}; days left: {days}.',
    remedy: 'Remove it from `egress` once its line is switched off; until then both stand.',
  },
} as const satisfies Catalogue
