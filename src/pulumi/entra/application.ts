/**
 * An application in Entra with its service principal, and the app role of
 * Exchange Online that it is given, consent included.
 */
import * as azuread from '@pulumi/azuread'
import type * as pulumi from '@pulumi/pulumi'
import { exchangeOnline, type ExchangeAppRole } from './exchange-online.js'

export interface RegisteredApplication {
  readonly application: azuread.Application
  readonly principal: azuread.ServicePrincipal
}

export function registerApplication(
  name: string,
  role: ExchangeAppRole | null,
  parent: pulumi.Resource,
): RegisteredApplication {
  const exchange = role === null ? null : { role, ...exchangeOnline(parent) }
  const application = new azuread.Application(
    name,
    {
      displayName: name,
      // Entra allows two of one name; the second would be taken for the first.
      preventDuplicateNames: true,
      ...(exchange
        ? {
            requiredResourceAccesses: [
              {
                resourceAppId: exchange.clientId,
                resourceAccesses: [{ id: exchange.appRoleId(exchange.role), type: 'Role' }],
              },
            ],
          }
        : {}),
    },
    { parent },
  )
  const principal = new azuread.ServicePrincipal(
    name,
    { clientId: application.clientId },
    { parent },
  )
  if (exchange)
    new azuread.AppRoleAssignment(
      name,
      {
        appRoleId: exchange.appRoleId(exchange.role),
        principalObjectId: principal.objectId,
        resourceObjectId: exchange.objectId,
      },
      { parent },
    )
  return { application, principal }
}
