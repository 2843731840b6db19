/**
 * Runs one call against a tenant: is the cmdlet known, may the caller run it,
 * do its parameters bind, and then the cmdlet itself. Throws a `Refusal`.
 */
import type { Call } from '../../drivers.js'
import { isRead, shapeOf } from '../cmdlet-table.js'
import { bind } from './binding.js'
import { casMailboxCmdlets } from './cas-mailbox.js'
import { answer, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import { inboundConnectorCmdlets } from './inbound-connector.js'
import { managementScopeCmdlets } from './management-scope.js'
import { mailboxCmdlets } from './mailbox.js'
import { organizationCmdlets } from './organization.js'
import { otherReads } from './other-reads.js'
import { permissionCmdlets } from './permissions.js'
import { recipientCmdlets } from './recipient.js'
import { notRecognized } from './refusal.js'
import { roleAssignmentCmdlets } from './role-assignment.js'
import { refusedBy } from './roles.js'
import { servicePrincipalCmdlets } from './service-principal.js'
import type { Tenant } from './tenant.js'

const cmdlets: Cmdlets = {
  ...inboundConnectorCmdlets,
  ...mailboxCmdlets,
  ...casMailboxCmdlets,
  ...recipientCmdlets,
  ...permissionCmdlets,
  ...organizationCmdlets,
  ...servicePrincipalCmdlets,
  ...managementScopeCmdlets,
  ...roleAssignmentCmdlets,
  ...otherReads,
}

/** Every cmdlet that the simulator serves. */
export const servedCmdlets: readonly string[] = Object.freeze(Object.keys(cmdlets))

export function perform(tenant: Tenant, call: Call, moment: Moment): Answer {
  const cmdlet = cmdlets[call.cmdlet]
  const shape = shapeOf(call.cmdlet)
  if (!cmdlet || !shape) throw notRecognized(call.cmdlet)
  const refusal = refusedBy(moment.scene, call.cmdlet)
  if (refusal) throw refusal
  const bound = bind(shape, call.parameters)
  const done = cmdlet(tenant, bound, moment)
  return bound.WhatIf === true && !isRead(call.cmdlet) ? answer(tenant) : done
}
