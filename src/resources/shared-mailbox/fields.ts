/** The properties of a shared mailbox, each once, with the cmdlet that sets it. */
import { constant, flag, invertedSwitch, lowerCase, optionalText, text, texts } from '../field.js'
import type { Fields } from '../field.js'
import { propertiesOf } from '../field-table.js'
import { nameProperties } from './rows.js'

export interface DesiredMailbox {
  /** The key: its primary address. */
  readonly address: string
  readonly displayName: string
  /** Further addresses at which it receives; additive, others stay. */
  readonly aliases: readonly string[]
  /** FullAccess and SendAs without auto-mapping; additive. */
  readonly members: readonly string[]
  /** Hidden from address lists. */
  readonly hidden: boolean
  /** Whether a device may sign in to it by SMTP AUTH; null follows the tenant. */
  readonly smtpAuth: boolean | null
  /** The name it signs in with, where a device does; null leaves it as it is. */
  readonly signInName: string | null
}

export interface LiveMailbox extends DesiredMailbox {
  readonly guid: string
  /** What stands in the attribute for the mark. */
  readonly markText: string
  readonly fullAccess: readonly string[]
  readonly sendAs: readonly string[]
}

const set = (parameter: string) => ({
  parameter: { 'Set-Mailbox': parameter },
  property: parameter,
})
const setCas = (parameter: string) => ({
  parameter: { 'Set-CASMailbox': parameter },
  property: parameter,
})

export const fields: Fields<DesiredMailbox> = {
  address: lowerCase({
    parameter: { 'New-Mailbox': 'PrimarySmtpAddress', 'Set-Mailbox': 'WindowsEmailAddress' },
    property: 'PrimarySmtpAddress',
    about: 'Its primary address, as which devices send.',
  }),
  displayName: text({
    parameter: { 'New-Mailbox': 'DisplayName', 'Set-Mailbox': 'DisplayName' },
    property: 'DisplayName',
    about: 'The name that recipients see.',
  }),
  aliases: texts({ about: 'Further addresses at which it receives. Others stay.' }),
  members: texts({ about: 'Who reads it and may send as it. Others stay.' }),
  hidden: flag({
    ...set('HiddenFromAddressListsEnabled'),
    about: 'Whether it is hidden from address lists.',
  }),
  smtpAuth: invertedSwitch({
    ...setCas('SmtpClientAuthenticationDisabled'),
    about: 'Whether a device may sign in to it by SMTP AUTH.',
  }),
  signInName: optionalText({
    parameter: { 'Set-Mailbox': 'MicrosoftOnlineServicesID' },
    property: 'UserPrincipalName',
    about: 'The name it signs in with, where a device does.',
  }),
  imap: constant(false, { ...setCas('ImapEnabled'), about: 'No device reads mail by IMAP.' }),
  pop: constant(false, { ...setCas('PopEnabled'), about: 'No device reads mail by POP.' }),
  activeSync: constant(false, {
    ...setCas('ActiveSyncEnabled'),
    about: 'No phone signs in to it; members read it with their own account.',
  }),
}

/** What is read of a mailbox: its fields, the names it goes by, and when it was deleted. */
export const mailboxProperties: readonly string[] = Object.freeze([
  ...nameProperties,
  'EmailAddresses',
  'RecipientTypeDetails',
  'WhenSoftDeleted',
  ...propertiesOf(fields, 'Set-Mailbox'),
])

/** What is read of its switches for clients. */
export const switchProperties: readonly string[] = Object.freeze([
  'Guid',
  ...propertiesOf(fields, 'Set-CASMailbox'),
])
