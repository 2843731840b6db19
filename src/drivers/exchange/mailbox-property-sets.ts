/**
 * What each property set of Get-EXOMailbox holds: Minimum is always there, the
 * others add to it (Microsoft: property sets in the Exchange Online module). Only
 * sets that the simulated tenant keeps something of are listed.
 */
export const mailboxPropertySets: Readonly<Record<string, readonly string[]>> & {
  readonly Minimum: readonly string[]
} = Object.freeze({
  Minimum: [
    'Alias',
    'DisplayName',
    'DistinguishedName',
    'EmailAddresses',
    'ExchangeVersion',
    'ExternalDirectoryObjectId',
    'Guid',
    'Id',
    'Identity',
    'Name',
    'OrganizationId',
    'PrimarySmtpAddress',
    'RecipientType',
    'RecipientTypeDetails',
    'UserPrincipalName',
  ],
  AddressList: ['HiddenFromAddressListsEnabled'],
  Custom: Array.from({ length: 15 }, (_, index) => `CustomAttribute${String(index + 1)}`),
  Policy: ['EmailAddressPolicyEnabled'],
  SoftDelete: [
    'IsInactiveMailbox',
    'IsSoftDeletedByDisable',
    'IsSoftDeletedByRemove',
    'WhenSoftDeleted',
  ],
  Delivery: [
    'DeliverToMailboxAndForward',
    'ForwardingAddress',
    'ForwardingSmtpAddress',
    'GrantSendOnBehalfTo',
    'MessageCopyForSentAsEnabled',
    'MessageCopyForSendOnBehalfEnabled',
    'RequireSenderAuthenticationEnabled',
  ],
})
