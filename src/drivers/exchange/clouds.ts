/**
 * Where Exchange and its sign-in live in each of Microsoft's clouds.
 *
 * Known on 24 November 2026; sources: Microsoft Learn, Connect-ExchangeOnline
 * (environments and hosts), and Microsoft Entra's pages on national clouds
 * (authorities, audiences of federated tokens). Tenants of GCC are in worldwide.
 */
import type { CloudName } from '../../mail/limits.js'

export interface Cloud {
  /** ExchangeEnvironmentName of Connect-ExchangeOnline. */
  readonly environment: string
  /** Serves the REST endpoint, and is what a token is asked for. */
  readonly host: string
  /** Where tokens come from. */
  readonly authority: string
  /** The `aud` that a federated credential expects in a pipeline's token. */
  readonly audience: string
}

export const clouds: Readonly<Record<CloudName, Cloud>> = Object.freeze({
  worldwide: {
    environment: 'O365Default',
    host: 'outlook.office365.com',
    authority: 'https://login.microsoftonline.com',
    audience: 'api://AzureADTokenExchange',
  },
  'gcc-high': {
    environment: 'O365USGovGCCHigh',
    host: 'outlook.office365.us',
    authority: 'https://login.microsoftonline.us',
    audience: 'api://AzureADTokenExchangeUSGov',
  },
  dod: {
    environment: 'O365USGovDoD',
    host: 'webmail.apps.mil',
    authority: 'https://login.microsoftonline.us',
    audience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    environment: 'O365China',
    host: 'partner.outlook.cn',
    authority: 'https://login.chinacloudapi.cn',
    audience: 'api://AzureADTokenExchangeChina',
  },
})

/** What a token for Exchange is asked for. */
export function scopeOf(cloud: CloudName): string {
  return `https://${clouds[cloud].host}/.default`
}
