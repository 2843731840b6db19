/**
 * The kinds around an application of Entra as classes. They belong together: the
 * service principal and the management scope first, then the right to send.
 *
 *   const payroll = { application: 'payroll', objectId: principal.objectId }
 *   new ExchangeServicePrincipal('payroll', { ...payroll, appId: app.clientId }, options)
 *   new ManagementScope('payroll', { application: 'payroll', mailboxes: ['payroll@contoso.com'] }, options)
 *   new SmtpSendAsApp('payroll', payroll, { ...options, dependsOn: [both] })
 */
import * as pulumi from '@pulumi/pulumi'
import type { DesiredServicePrincipal } from '../resources/exchange-service-principal.js'
import type { DesiredScope } from '../resources/management-scope.js'
import type { DesiredSendAsApp } from '../resources/smtp-send-as-app.js'
import type { Args, Consent, Outputs } from './resources.js'
import { typeToken } from './type-token.js'

export type ExchangeServicePrincipalArgs = Consent & Args<DesiredServicePrincipal, 'name'>

/** Tells Exchange of an application in Entra, so that it can be given rights. */
export class ExchangeServicePrincipal extends pulumi.CustomResource {
  declare readonly application: Outputs<DesiredServicePrincipal, 'application'>
  declare readonly name: Outputs<DesiredServicePrincipal, 'name'>
  declare readonly appId: Outputs<DesiredServicePrincipal, 'appId'>
  declare readonly objectId: Outputs<DesiredServicePrincipal, 'objectId'>

  constructor(
    name: string,
    args: ExchangeServicePrincipalArgs,
    options?: pulumi.CustomResourceOptions,
  ) {
    super(typeToken('exchange-service-principal'), name, shown(args), options)
  }
}

export type ManagementScopeArgs = Consent & Args<DesiredScope, 'name'>

/** Names the mailboxes that an application may send as, once a role is given to it. */
export class ManagementScope extends pulumi.CustomResource {
  declare readonly application: Outputs<DesiredScope, 'application'>
  declare readonly name: Outputs<DesiredScope, 'name'>
  declare readonly mailboxes: Outputs<DesiredScope, 'mailboxes'>

  constructor(name: string, args: ManagementScopeArgs, options?: pulumi.CustomResourceOptions) {
    super(typeToken('management-scope'), name, shown(args), options)
  }
}

export type SmtpSendAsAppArgs = Consent & Args<DesiredSendAsApp, 'name' | 'scope'>

/** Lets an application send by SMTP AUTH as the mailboxes of its management scope. */
export class SmtpSendAsApp extends pulumi.CustomResource {
  declare readonly application: Outputs<DesiredSendAsApp, 'application'>
  declare readonly name: Outputs<DesiredSendAsApp, 'name'>
  declare readonly objectId: Outputs<DesiredSendAsApp, 'objectId'>
  declare readonly scope: Outputs<DesiredSendAsApp, 'scope'>

  constructor(name: string, args: SmtpSendAsAppArgs, options?: pulumi.CustomResourceOptions) {
    super(typeToken('smtp-send-as-app'), name, { scope: args.application, ...shown(args) }, options)
  }
}

/** An application goes by its own name in Exchange, unless it is given another. */
function shown<Given extends { readonly application: pulumi.Input<string> }>(args: Given) {
  return { name: args.application, ...args }
}
