import { onTestFinished } from 'vitest'
import { openAzureZones } from '../../../src/drivers/dns/azure.js'
import { secretOf } from '../../../src/drivers/secret.js'
import {
  azureToken,
  azureTxt,
  fill,
  relative,
  resourceGroup,
  startAzureServer,
  subscription,
} from '../dns/azure-server.js'
import { webScene } from '../dns/service-server.js'
import { dnsContract } from './dns.js'

dnsContract('azure', async sets => {
  const server = await startAzureServer(['contoso.com'])
  onTestFinished(() => server.close())
  fill(server, sets)
  const zone = openAzureZones({
    subscription,
    resourceGroup,
    token: () => Promise.resolve(secretOf(azureToken)),
    baseUrl: server.baseUrl,
    scene: webScene(),
  })('contoso.com')
  return {
    zone,
    stranger(name, values) {
      server.put(
        'contoso.com',
        'TXT',
        relative(name),
        values.length > 0 ? azureTxt(600, values) : null,
      )
      return Promise.resolve()
    },
  }
})
