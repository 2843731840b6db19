/**
 * What a parameter accepts, by its type. Only Boolean, text, number and switch
 * are checked before the service; lists and enums fail on the server alone.
 * Facts: a plain list overwrites, `{ add, remove }` edits; enums are matched by
 * prefix, so a wrong value that begins a right one passes.
 */
import type { ParameterValue } from '../../drivers.js'

const enums: Readonly<Record<string, readonly string[]>> = {
  TenantConnectorType: ['OnPremises', 'Partner'],
  TenantConnectorSource: ['Default', 'HybridWizard', 'Migrated', 'AdminUI'],
  ConvertibleMailboxSubType: ['Regular', 'Room', 'Equipment', 'Shared', 'Workspace'],
  ActiveDirectorySecurityInheritance: ['None', 'All', 'Descendents', 'SelfAndChildren', 'Children'],
  'MailboxRights[]': [
    'ChangeOwner',
    'ChangePermission',
    'DeleteItem',
    'ExternalAccount',
    'FullAccess',
    'ReadPermission',
  ],
  'RecipientType[]': [
    'UserMailbox',
    'MailUser',
    'MailContact',
    'MailUniversalDistributionGroup',
    'MailUniversalSecurityGroup',
    'DynamicDistributionGroup',
    'PublicFolder',
    'User',
    'Contact',
  ],
  'RecipientTypeDetails[]': [
    'UserMailbox',
    'SharedMailbox',
    'RoomMailbox',
    'EquipmentMailbox',
    'GroupMailbox',
    'MailUser',
    'GuestMailUser',
    'MailContact',
    'MailUniversalDistributionGroup',
    'MailUniversalSecurityGroup',
    'DynamicDistributionGroup',
    'PublicFolder',
    'User',
    'DisabledUser',
  ],
  'PropertySet[]': [
    'All',
    'Minimum',
    'AddressList',
    'Archive',
    'Audit',
    'Custom',
    'Delivery',
    'Hold',
    'Moderation',
    'Move',
    'Policy',
    'PublicFolder',
    'Quota',
    'Resource',
    'Retention',
    'SCL',
    'SoftDelete',
    'StatisticsSeed',
    'ActiveSync',
    'Ews',
    'Imap',
    'Mapi',
    'Owa',
    'Pop',
  ],
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The value in the form the cmdlet works with; undefined where it cannot be one of that type. */
export function converted(type: string, value: ParameterValue): ParameterValue | undefined {
  const words = enums[type]
  if (words) return type.endsWith('[]') ? enumList(words, value) : enumWord(words, value)
  switch (type) {
    case 'Boolean':
    case 'System.Boolean':
    case 'SwitchParameter':
      return typeof value === 'boolean' ? value : undefined
    case 'Boolean, nullable':
      return typeof value === 'boolean' || value === null ? value : undefined
    case 'Int16':
    case 'Int32':
    case 'UInt32':
      return typeof value === 'number' && Number.isInteger(value) ? value : undefined
    case 'Unlimited':
      return unlimited(value)
    case 'Guid':
    case 'System.Guid':
      return typeof value === 'string' && guid.test(value) ? value.toLowerCase() : undefined
    case 'SmtpAddress':
    case 'WindowsLiveId':
      return typeof value === 'string' && /^[^@\s]+@[^@\s]+$/.test(value) ? value : undefined
    case 'String[]':
    case 'MultiValuedProperty':
    case 'ProxyAddressCollection':
      return list(value)
    default:
      return scalar(value)
  }
}

function scalar(value: ParameterValue): ParameterValue | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' || value === null ? value : undefined
}

function list(value: ParameterValue): ParameterValue | undefined {
  if (value === null) return []
  if (typeof value === 'object') return value
  return [String(value)]
}

function unlimited(value: ParameterValue): ParameterValue | undefined {
  if (typeof value === 'string' && value.toLowerCase() === 'unlimited') return 'Unlimited'
  const count = typeof value === 'string' ? Number(value) : value
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined
}

function enumWord(words: readonly string[], value: ParameterValue): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  const start = value.toLowerCase()
  const exact = words.find(word => word.toLowerCase() === start)
  return exact ?? words.find(word => word.toLowerCase().startsWith(start))
}

/** Flags may come as one text, joined by commas. */
function enumList(words: readonly string[], value: ParameterValue): string[] | undefined {
  const given = list(value)
  if (!Array.isArray(given)) return undefined
  const found = given.flatMap(one => String(one).split(',')).map(one => enumWord(words, one.trim()))
  const known = found.filter(word => word !== undefined)
  return known.length === found.length ? known : undefined
}
