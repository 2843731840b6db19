/**
 * New-Mailbox -Shared. Facts: the alias implies an address and a sign-in name in
 * the default domain, so the same local part in two domains clashes although
 * another address was asked for; the answer carries the new GUIDs, but a write
 * right afterwards may not find the mailbox yet.
 */
import { textOf, type Bound } from './binding.js'
import { answer, type Answer, type Moment } from './cmdlet.js'
import { added } from './directory.js'
import {
  aliasFrom,
  impliedAddress,
  refuseAlias,
  refuseName,
  refuseTaken,
  refuseTakenSignIn,
  refuseUnaccepted,
} from './naming-rules.js'
import { addressKey } from './proxy-address.js'
import { mailboxRow } from './recipient-row.js'
import { visibleFrom } from './scene-delays.js'
import { mint, momentText, type Recipient, type Tenant } from './tenant.js'

export function createMailbox(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const name = textOf(bound, 'Name') ?? ''
  const alias = textOf(bound, 'Alias') ?? aliasFrom(name)
  const asked = textOf(bound, 'PrimarySmtpAddress')
  const implied = impliedAddress(tenant, alias)
  const primary = asked ?? implied
  refuseName(tenant, name)
  refuseAlias(alias)
  refuseUnaccepted(tenant, primary)
  refuseTaken(tenant, primary, { moment })
  refuseTaken(tenant, implied, { moment, implied: true })
  refuseTakenSignIn(tenant, implied)

  const { guid, tenant: afterGuid } = mint(tenant)
  const { guid: id, tenant: after } = mint(afterGuid)
  const mailbox: Recipient = {
    Guid: guid,
    ExternalDirectoryObjectId: id,
    RecipientTypeDetails: 'SharedMailbox',
    Name: name,
    Alias: alias,
    DisplayName: textOf(bound, 'DisplayName') ?? name,
    UserPrincipalName: implied,
    EmailAddresses: addressesOf(primary, implied, id),
    WhenCreatedUTC: momentText(moment.now),
    WhenChangedUTC: momentText(moment.now),
    ...visibleFrom('Mailbox', moment),
    ...(asked === undefined ? { settings: { EmailAddressPolicyEnabled: true } } : {}),
  }
  // The answer still shows the Name that was given; whoever reads later may see the id.
  const kept = moment.scene.names === 'ids-for-all' ? { ...mailbox, Name: id } : mailbox
  return answer(added(after, kept), [mailboxRow(mailbox)])
}

/** Besides its mail addresses a mailbox bears entries of other services. */
function addressesOf(primary: string, implied: string, id: string): readonly string[] {
  const second = addressKey(primary) === addressKey(implied) ? [] : [`smtp:${implied}`]
  return [`SMTP:${primary}`, ...second, `SIP:${primary}`, `SPO:SPO_${id}@SPO_simulator`]
}
