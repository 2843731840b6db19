/**
 * Client access: which protocols a mailbox may be opened with, and whether SMTP
 * AUTH may be used on it. Facts: `$null` follows the tenant; Get-EXOCasMailbox
 * has no set that shows SmtpClientAuthenticationDisabled.
 */
import { textOf, type Bound } from './binding.js'
import { answer, nothingModified, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import { isMailbox, replaced, theOne } from './directory.js'
import { leaveOut } from './leave-out.js'
import { asked } from './mailbox-read.js'
import { casMailboxRow } from './recipient-row.js'
import { limited } from './result-size.js'
import { momentText, type Tenant } from './tenant.js'

export const casMailboxCmdlets: Cmdlets = {
  'Get-CASMailbox': (tenant, bound, moment) =>
    limited(tenant, bound, asked(tenant, bound, moment), casMailboxRow),
  'Get-EXOCasMailbox': (tenant, bound, moment) =>
    limited(tenant, bound, asked(tenant, bound, moment), one =>
      leaveOut(casMailboxRow(one), ['SmtpClientAuthenticationDisabled']),
    ),
  'Set-CASMailbox': change,
}

function change(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const before = theOne(tenant, textOf(bound, 'Identity') ?? '', moment, isMailbox)
  const values = leaveOut(bound, ['Identity', 'Confirm', 'WhatIf'])
  const row = casMailboxRow(before)
  if (Object.entries(values).every(([name, value]) => row[name] === value))
    return answer(tenant, [], [nothingModified(before.Name)])
  const after = {
    ...before,
    protocols: { ...before.protocols, ...values },
    WhenChangedUTC: momentText(moment.now),
  }
  return answer(replaced(tenant, before, after))
}
