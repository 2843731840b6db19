/**
 * Exchange Online as Entra knows it: an application of Microsoft that stands in
 * every tenant, with the app roles that others may be given on it.
 *
 * An app role is looked up by its exact name. Three names are alike
 * (Exchange.ManageAsApp, Exchange.ManageAsAppV2, Exchange.AdminAPI.ManageAsApp),
 * and an id that somebody copied tells nobody which one it is.
 */
import * as azuread from '@pulumi/azuread'
import * as pulumi from '@pulumi/pulumi'

const exchangeClientId = '00000002-0000-0ff1-ce00-000000000000'

/** The rights to work by PowerShell, and to send over SMTP, without a person. */
export type ExchangeAppRole = 'Exchange.ManageAsApp' | 'SMTP.SendAsApp'

export interface ExchangeOnline {
  readonly clientId: string
  readonly objectId: pulumi.Output<string>
  appRoleId(name: ExchangeAppRole): pulumi.Output<string>
}

export function exchangeOnline(parent: pulumi.Resource): ExchangeOnline {
  const found = azuread.getServicePrincipalOutput({ clientId: exchangeClientId }, { parent })
  return {
    clientId: exchangeClientId,
    objectId: found.objectId,
    appRoleId: name =>
      found.appRoleIds.apply(roles => {
        const id = roles[name]
        if (id === undefined)
          throw new pulumi.ResourceError(
            `Exchange Online offers no app role named ${name} in this tenant. Look at its enterprise application in Entra.`,
            parent,
            true,
          )
        return id
      }),
  }
}
