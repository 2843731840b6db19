/**
 * What a recipient shows: the rows of Get-Mailbox, Get-Recipient and
 * Get-CASMailbox are three looks at one object. Properties that nobody set have
 * their defaults here and nowhere else.
 */
import type { Row } from '../../drivers.js'
import { distinguishedName, isLive, isMailbox } from './directory.js'
import { primaryOf } from './proxy-address.js'
import { momentText, type Recipient } from './tenant.js'

const customAttributes = Object.fromEntries(
  Array.from({ length: 15 }, (_, index) => [`CustomAttribute${String(index + 1)}`, '']),
)

/** The rows of a recipient about whom nothing is known, in the order of the properties. */
const blankRecipient: Row = {
  Alias: '',
  DisplayName: '',
  DistinguishedName: '',
  EmailAddresses: [],
  ExchangeVersion: '0.20 (15.0.0.0)',
  ExternalDirectoryObjectId: '',
  Guid: '',
  Id: '',
  Identity: '',
  Name: '',
  OrganizationId: 'simulator',
  PrimarySmtpAddress: '',
  RecipientType: '',
  RecipientTypeDetails: '',
  UserPrincipalName: null,
  WhenCreatedUTC: '',
  WhenChangedUTC: '',
  WhenSoftDeleted: null,
  ...customAttributes,
  HiddenFromAddressListsEnabled: false,
}

const blankMailbox: Row = {
  ...blankRecipient,
  AccountDisabled: false,
  IsShared: false,
  IsMailboxEnabled: true,
  IsSoftDeletedByRemove: false,
  IsSoftDeletedByDisable: false,
  EmailAddressPolicyEnabled: false,
  RequireSenderAuthenticationEnabled: false,
  MessageCopyForSentAsEnabled: false,
  MessageCopyForSendOnBehalfEnabled: false,
  GrantSendOnBehalfTo: [],
  ForwardingAddress: null,
  ForwardingSmtpAddress: null,
  DeliverToMailboxAndForward: false,
  LitigationHoldEnabled: false,
  IsDirSynced: false,
  IsInactiveMailbox: false,
  ProhibitSendReceiveQuota: '50 GB (53,687,091,200 bytes)',
}

export const protocolDefaults: Row = {
  ActiveSyncEnabled: true,
  EwsEnabled: true,
  ImapEnabled: true,
  MAPIEnabled: true,
  OWAEnabled: true,
  OutlookMobileEnabled: true,
  PopEnabled: true,
  UniversalOutlookEnabled: true,
  SmtpClientAuthenticationDisabled: null,
}

/** The Recipient type behind a RecipientTypeDetails. */
export function recipientTypeOf(details: string): string {
  if (details.endsWith('Mailbox')) return 'UserMailbox'
  return details === 'GuestMailUser' ? 'MailUser' : details
}

export function mailboxRow(one: Recipient): Row {
  const isShared = one.RecipientTypeDetails === 'SharedMailbox'
  const isThere = isLive(one)
  return {
    ...withNames(blankMailbox, one),
    AccountDisabled: isShared,
    IsShared: isShared,
    IsMailboxEnabled: isThere,
    IsSoftDeletedByRemove: !isThere,
    ...one.settings,
  }
}

export function recipientRow(one: Recipient): Row {
  const blank = isMailbox(one) ? blankMailbox : blankRecipient
  return { ...withNames(blank, one), ...one.settings }
}

export function casMailboxRow(one: Recipient): Row {
  return {
    EmailAddresses: one.EmailAddresses,
    PrimarySmtpAddress: primaryOf(one.EmailAddresses),
    DisplayName: one.DisplayName,
    ExternalDirectoryObjectId: one.ExternalDirectoryObjectId,
    ...protocolDefaults,
    ...one.protocols,
    Guid: one.Guid,
    Id: one.Name,
    Identity: one.Name,
    Name: one.Name,
  }
}

/** A copy of the blank row with what the recipient is called. Copies of one row are quick, merged ones are not. */
function withNames(blank: Row, one: Recipient): Row {
  return {
    ...blank,
    Alias: one.Alias,
    DisplayName: one.DisplayName,
    DistinguishedName: distinguishedName(one),
    EmailAddresses: one.EmailAddresses,
    ExternalDirectoryObjectId: one.ExternalDirectoryObjectId,
    Guid: one.Guid,
    Id: one.Name,
    Identity: one.Name,
    Name: one.Name,
    PrimarySmtpAddress: primaryOf(one.EmailAddresses),
    RecipientType: recipientTypeOf(one.RecipientTypeDetails),
    RecipientTypeDetails: one.RecipientTypeDetails,
    UserPrincipalName: one.UserPrincipalName,
    WhenCreatedUTC: one.WhenCreatedUTC,
    WhenChangedUTC: one.WhenChangedUTC,
    WhenSoftDeleted: softDeletedAt(one),
  }
}

function softDeletedAt(one: Recipient): string | null {
  return typeof one.WhenSoftDeleted === 'string' ? momentText(new Date(one.WhenSoftDeleted)) : null
}

/** The names of everything that a mailbox shows. */
export const mailboxProperties: readonly string[] = Object.freeze(Object.keys(blankMailbox))
