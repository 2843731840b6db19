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

/** Settings of every recipient that nobody touched. */
const recipientDefaults: Row = {
  ...customAttributes,
  HiddenFromAddressListsEnabled: false,
}

const mailboxDefaults: Row = {
  ...recipientDefaults,
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
  return {
    ...names(one),
    ...mailboxDefaults,
    AccountDisabled: one.RecipientTypeDetails === 'SharedMailbox',
    IsShared: one.RecipientTypeDetails === 'SharedMailbox',
    IsMailboxEnabled: isLive(one),
    IsSoftDeletedByRemove: !isLive(one),
    IsSoftDeletedByDisable: false,
    WhenSoftDeleted: softDeletedAt(one),
    ...one.settings,
  }
}

export function recipientRow(one: Recipient): Row {
  return {
    ...names(one),
    ...(isMailbox(one) ? mailboxDefaults : recipientDefaults),
    WhenSoftDeleted: softDeletedAt(one),
    ...one.settings,
  }
}

export function casMailboxRow(one: Recipient): Row {
  const { DisplayName, EmailAddresses, ExternalDirectoryObjectId, Guid, Id, Identity, Name } =
    names(one)
  return {
    EmailAddresses,
    PrimarySmtpAddress: primaryOf(one.EmailAddresses),
    DisplayName,
    ExternalDirectoryObjectId,
    ...protocolDefaults,
    ...one.protocols,
    Guid,
    Id,
    Identity,
    Name,
  }
}

function names(one: Recipient): Row {
  return {
    Alias: one.Alias,
    DisplayName: one.DisplayName,
    DistinguishedName: distinguishedName(one),
    EmailAddresses: one.EmailAddresses,
    ExchangeVersion: '0.20 (15.0.0.0)',
    ExternalDirectoryObjectId: one.ExternalDirectoryObjectId,
    Guid: one.Guid,
    Id: one.Name,
    Identity: one.Name,
    Name: one.Name,
    OrganizationId: 'simulator',
    PrimarySmtpAddress: primaryOf(one.EmailAddresses),
    RecipientType: recipientTypeOf(one.RecipientTypeDetails),
    RecipientTypeDetails: one.RecipientTypeDetails,
    UserPrincipalName: one.UserPrincipalName,
    WhenCreatedUTC: one.WhenCreatedUTC,
    WhenChangedUTC: one.WhenChangedUTC,
  }
}

function softDeletedAt(one: Recipient): string | null {
  return typeof one.WhenSoftDeleted === 'string' ? momentText(new Date(one.WhenSoftDeleted)) : null
}
