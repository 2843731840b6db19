/**
 * The recipients that a scene puts into a new tenant: its people, groups and
 * contacts, and rows as the Get cmdlets give them. Fact: the Name of recipients
 * that Entra keeps is their id there.
 */
import type { Row } from '../../drivers.js'
import { primaryOf } from './proxy-address.js'
import { protocolDefaults } from './recipient-row.js'
import { recipientNouns, type RecipientNoun, type Scene } from './scene.js'
import { guidNumber, momentText, type Recipient } from './tenant.js'

/** Properties of a row that a recipient keeps by name. */
const kept = [
  'Guid',
  'ExternalDirectoryObjectId',
  'RecipientTypeDetails',
  'Name',
  'Alias',
  'DisplayName',
  'UserPrincipalName',
  'EmailAddresses',
  'WhenCreatedUTC',
  'WhenChangedUTC',
  'WhenSoftDeleted',
]

/** Properties of a row that follow from others. */
const derived = ['Identity', 'Id', 'PrimarySmtpAddress', 'DistinguishedName', 'RecipientType']

export function sceneRecipients(scene: Scene, now: Date, minted: number): readonly Recipient[] {
  return sceneRows(scene).map(({ details, row }, index) => {
    const count = minted + 2 * index
    const ids = { guid: guidNumber(count + 1), id: guidNumber(count + 2) }
    return recipientFrom(row, details, ids, scene, now)
  })
}

interface SceneRow {
  readonly details: string
  readonly row: Row
}

function sceneRows(scene: Scene): readonly SceneRow[] {
  const users = (scene.users ?? []).map(user => ({
    details: user.mailbox === false ? 'User' : 'UserMailbox',
    row: holder(user),
  }))
  const groups = (scene.groups ?? []).map(group => ({
    details: recipientNouns.DistributionGroup,
    row: {
      ...holder(group),
      Name: group.name,
      RequireSenderAuthenticationEnabled: group.requireSenderAuthentication ?? true,
    },
  }))
  const contacts = (scene.contacts ?? []).map(contact => ({
    details: recipientNouns.MailContact,
    row: { ...holder(contact), Name: contact.name },
  }))
  const nouns = Object.keys(recipientNouns) as RecipientNoun[]
  const objects = nouns.flatMap(noun =>
    (scene.objects?.[noun] ?? []).map(row => ({ details: recipientNouns[noun], row })),
  )
  return [...users, ...groups, ...contacts, ...objects]
}

function holder(one: { name: string; address: string; aliases?: readonly string[] }): Row {
  return {
    DisplayName: one.name,
    EmailAddresses: [`SMTP:${one.address}`, ...(one.aliases ?? []).map(alias => `smtp:${alias}`)],
  }
}

function recipientFrom(
  row: Row,
  details: string,
  { guid, id }: { readonly guid: string; readonly id: string },
  scene: Scene,
  now: Date,
): Recipient {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : undefined)
  const type = text('RecipientTypeDetails') ?? details
  const entraId = text('ExternalDirectoryObjectId') ?? id
  const proxies = addressesOf(row, type, entraId)
  const primary = primaryOf(proxies)
  const named = text('Name') ?? (scene.names === 'as-given' ? text('DisplayName') : undefined)
  const name = scene.names === 'ids-for-all' ? entraId : (named ?? entraId)
  const deleted = text('WhenSoftDeleted')
  const hasAccount = type.endsWith('Mailbox') || type.endsWith('User')
  const others = Object.entries(row).filter(
    ([property]) => !kept.includes(property) && !derived.includes(property),
  )
  const protocols = others.filter(([property]) => property in protocolDefaults)
  const settings = others.filter(([property]) => !(property in protocolDefaults))
  return {
    Guid: text('Guid') ?? guid,
    ExternalDirectoryObjectId: entraId,
    RecipientTypeDetails: type,
    Name: name,
    Alias: text('Alias') ?? primary.split('@')[0] ?? entraId,
    DisplayName: text('DisplayName') ?? text('Name') ?? primary,
    UserPrincipalName: text('UserPrincipalName') ?? (hasAccount ? primary : null),
    EmailAddresses: proxies,
    WhenCreatedUTC: text('WhenCreatedUTC') ?? momentText(now),
    WhenChangedUTC: text('WhenChangedUTC') ?? momentText(now),
    ...(deleted === undefined ? {} : { WhenSoftDeleted: deleted }),
    ...(settings.length > 0 ? { settings: Object.fromEntries(settings) } : {}),
    ...(protocols.length > 0 ? { protocols: Object.fromEntries(protocols) } : {}),
  }
}

/** As written; a primary address alone is enough. Live mailboxes bear entries of other services too. */
function addressesOf(row: Row, details: string, id: string): readonly string[] {
  const written = Array.isArray(row.EmailAddresses) ? row.EmailAddresses.map(String) : []
  const typed = written.map(one => (one.includes(':') ? one : `smtp:${one}`))
  const primary =
    typeof row.PrimarySmtpAddress === 'string' ? row.PrimarySmtpAddress : primaryOf(typed)
  const rest = typed.filter(one => !one.startsWith('SMTP:'))
  const mail = primary === '' ? typed : [`SMTP:${primary}`, ...rest]
  if (!details.endsWith('Mailbox') || mail.some(one => one.startsWith('SPO:'))) return mail
  return [...mail, `SIP:${primary}`, `SPO:SPO_${id}@SPO_simulator`]
}
