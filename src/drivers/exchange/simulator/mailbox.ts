/** The cmdlets about mailboxes, one file for each thing they do. */
import type { Cmdlets } from './cmdlet.js'
import { changeMailbox } from './mailbox-change.js'
import { createMailbox } from './mailbox-create.js'
import { readExoMailboxes, readMailboxes } from './mailbox-read.js'
import { removeMailbox, restoreMailbox } from './mailbox-remove.js'

export const mailboxCmdlets: Cmdlets = {
  'New-Mailbox': createMailbox,
  'Set-Mailbox': changeMailbox,
  'Get-Mailbox': readMailboxes,
  'Get-EXOMailbox': readExoMailboxes,
  'Remove-Mailbox': removeMailbox,
  'Undo-SoftDeletedMailbox': restoreMailbox,
}
