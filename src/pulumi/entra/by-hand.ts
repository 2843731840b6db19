/**
 * What a person still has to run in Exchange Online PowerShell before a device
 * can send with its application: where nothing of the stack may speak to Exchange,
 * all of it; for the older way, the access to each mailbox.
 */
import * as pulumi from '@pulumi/pulumi'
import type { Call } from '../../drivers/drivers.js'
import { powershellWords } from '../../drivers/exchange/powershell-text.js'
import { filterOf } from '../../resources/management-scope/mailbox-filter.js'

export interface ByHand {
  readonly name: string
  readonly allowedBy: 'exchange-role' | 'app-role'
  readonly sendAs: readonly string[]
  readonly clientId: pulumi.Output<string>
  readonly objectId: pulumi.Output<string>
  /** Whether the stack makes what Exchange must know, as far as it can. */
  readonly isInExchange: boolean
}

/** One line each, in the order in which they must be run. */
export function commandsByHand(asked: ByHand): pulumi.Output<readonly string[]> {
  const { clientId, objectId } = asked
  return pulumi
    .all([clientId, objectId])
    .apply(([AppId, ObjectId]) =>
      callsByHand(asked, AppId, ObjectId).map(call => powershellWords(call).join(' ')),
    )
}

function callsByHand(
  { name, allowedBy, sendAs, isInExchange }: ByHand,
  AppId: string,
  ObjectId: string,
): readonly Call[] {
  const principal = {
    cmdlet: 'New-ServicePrincipal',
    parameters: { AppId, ObjectId, DisplayName: name },
  }
  const scope = {
    cmdlet: 'New-ManagementScope',
    parameters: { Name: name, RecipientRestrictionFilter: filterOf(sendAs) },
  }
  const role = {
    cmdlet: 'New-ManagementRoleAssignment',
    parameters: { App: ObjectId, Role: 'Application SMTP.SendAsApp', CustomResourceScope: name },
  }
  const access = sendAs.map(Identity => ({
    cmdlet: 'Add-MailboxPermission',
    parameters: { Identity, User: ObjectId, AccessRights: ['FullAccess'], AutoMapping: false },
  }))
  if (allowedBy === 'app-role') return isInExchange ? access : [principal, ...access]
  return isInExchange ? [] : [principal, scope, role]
}
