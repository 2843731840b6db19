/**
 * What bench/bridge.mjs measures: each case as a call for the bridge, and as the
 * text that an administrator would type, for the others.
 *
 * @typedef {import('../src/drivers/drivers.js').Call} Call
 * @typedef {'read' | 'write' | 'mailboxes2000' | 'mailboxes20000' | 'reply8' | 'reply32'} CaseName
 */

/**
 * What is measured, as a call and as the text an administrator would type.
 * @type {Readonly<Record<CaseName, Call>>}
 */
export const calls = {
  read: {
    cmdlet: 'Get-InboundConnector',
    parameters: { ResultSize: 'Unlimited' },
    select: [
      'Guid',
      'Name',
      'Comment',
      'Enabled',
      'SenderIPAddresses',
      'SenderDomains',
      'ConnectorType',
    ],
  },
  write: {
    cmdlet: 'Set-InboundConnector',
    parameters: { Identity: 'Milan', Comment: 'x', Confirm: false },
  },
  mailboxes2000: mailboxes(2000),
  mailboxes20000: mailboxes(20_000),
  reply8: { cmdlet: 'Get-User', parameters: { Identity: '8' } },
  reply32: { cmdlet: 'Get-User', parameters: { Identity: '32' } },
}
/** @type {Readonly<Record<CaseName, string>>} */
export const commands = {
  read: 'Get-InboundConnector -ResultSize Unlimited',
  write: "Set-InboundConnector -Identity 'Milan' -Comment 'x' -Confirm:$false",
  mailboxes2000: "Get-EXOMailbox -Identity '2000' -ResultSize Unlimited",
  mailboxes20000: "Get-EXOMailbox -Identity '20000' -ResultSize Unlimited",
  reply8: "Get-User -Identity '8'",
  reply32: "Get-User -Identity '32'",
}

/** Only what is compared is asked for. @param {number} count */
function mailboxes(count) {
  return {
    cmdlet: 'Get-EXOMailbox',
    parameters: { Identity: String(count), ResultSize: 'Unlimited' },
    select: [
      'Guid',
      'PrimarySmtpAddress',
      'EmailAddresses',
      'DisplayName',
      'Alias',
      'CustomAttribute15',
    ],
  }
}
