/**
 * The application by which one device signs in to SMTP AUTH (`oauth-app`), and
 * what Exchange must know of it.
 *
 * There are two ways to allow it. `exchange-role`, the newer: no permission in
 * Entra at all, but the Exchange role "Application SMTP.SendAsApp" within a
 * management scope of its mailboxes. `app-role`, the older: the app role
 * SMTP.SendAsApp for the whole tenant, and full access to each mailbox.
 *
 * Full access is left to a person. It would be a member of the mailbox; but
 * members are people, they stand in the spec, and the id of an application is
 * known only to a program.
 */
import * as pulumi from '@pulumi/pulumi'
import {
  ExchangeServicePrincipal,
  ManagementScope,
  SmtpSendAsApp,
} from '../application-resources.js'
import type { MailDevices } from '../mail-devices.js'
import { typeToken } from '../type-token.js'
import { unplaced } from '../unplaced.js'
import { registerApplication } from './application.js'
import { commandsByHand } from './by-hand.js'

export interface DeviceApplicationArgs {
  readonly allowedBy: 'exchange-role' | 'app-role'
  /** The mailboxes that it may send as. */
  readonly sendAs: readonly string[]
  /** The tenant in which they are; null leaves the Exchange side to a person. */
  readonly mail: MailDevices | null
}

interface Ids {
  readonly clientId: pulumi.Output<string>
  readonly objectId: pulumi.Output<string>
}

export class DeviceApplication extends pulumi.ComponentResource {
  readonly clientId: pulumi.Output<string>
  /** Of the enterprise application, not of the registration: Exchange wants this one. */
  readonly objectId: pulumi.Output<string>
  /** What a person still has to run in Exchange Online PowerShell. */
  readonly toDo: pulumi.Output<readonly string[]>

  constructor(
    name: string,
    args: DeviceApplicationArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(typeToken('device-application'), name, {}, options)
    const role = args.allowedBy === 'app-role' ? 'SMTP.SendAsApp' : null
    const { application, principal } = registerApplication(name, role, this)
    const ids: Ids = { clientId: application.clientId, objectId: principal.objectId }
    if (args.mail) registerInExchange(name, args, args.mail, ids, this)
    this.clientId = ids.clientId
    this.objectId = ids.objectId
    this.toDo = commandsByHand({ name, ...args, ...ids, isInExchange: args.mail !== null })
    this.registerOutputs({})
  }
}

/** The right to send comes last: it joins the other two. */
function registerInExchange(
  application: string,
  { allowedBy, sendAs }: DeviceApplicationArgs,
  mail: MailDevices,
  { clientId, objectId }: Ids,
  parent: pulumi.Resource,
): void {
  const options = { parent, provider: mail.provider }
  unplaced(() => {
    const known = new ExchangeServicePrincipal(
      application,
      { application, appId: clientId, objectId },
      options,
    )
    if (allowedBy === 'app-role') return
    const mailboxes = sendAs.flatMap(address => mail.mailboxAt(address) ?? [])
    const scope = new ManagementScope(
      application,
      { application, mailboxes: [...sendAs] },
      { ...options, dependsOn: mailboxes },
    )
    new SmtpSendAsApp(
      application,
      { application, objectId },
      { ...options, dependsOn: [known, scope] },
    )
  })
}
