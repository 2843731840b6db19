/**
 * The application by which one device signs in to SMTP AUTH (`oauth-app`).
 *
 * There are two ways to allow it. `exchange-role`, the newer: no permission in
 * Entra at all, but the Exchange role "Application SMTP.SendAsApp" within a
 * management scope of its mailboxes. `app-role`, the older: the app role
 * SMTP.SendAsApp for the whole tenant, and full access to each mailbox. Either
 * way Exchange must know the service principal, by the ids that are put out.
 */
import * as pulumi from '@pulumi/pulumi'
import { typeToken } from '../type-token.js'
import { registerApplication } from './application.js'

export interface DeviceApplicationArgs {
  readonly allowedBy: 'exchange-role' | 'app-role'
}

export class DeviceApplication extends pulumi.ComponentResource {
  readonly clientId: pulumi.Output<string>
  /** Of the enterprise application, not of the registration: New-ServicePrincipal wants this one. */
  readonly objectId: pulumi.Output<string>

  constructor(
    name: string,
    args: DeviceApplicationArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super(typeToken('device-application'), name, {}, options)
    const role = args.allowedBy === 'app-role' ? 'SMTP.SendAsApp' : null
    const { application, principal } = registerApplication(name, role, this)
    this.clientId = application.clientId
    this.objectId = principal.objectId
    this.registerOutputs({})
  }
}
