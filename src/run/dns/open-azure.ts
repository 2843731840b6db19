/** Opens a zone at Azure DNS. */
import { openAzureZones } from '../../drivers/dns/azure.js'
import { azureHosts, azureToken } from '../../drivers/dns/azure/token.js'
import { zoneForEach } from './web-scene.js'
import type { OpenZone } from './zone-opening.js'

export const openAzure: OpenZone<'azure'> = ({ dns, domains, cloud, web, world, lookUp }) => {
  const given = dns.token === undefined ? null : lookUp.secret('token', dns.token)
  const options = {
    subscription: lookUp.text('subscription', dns.subscription),
    resourceGroup: lookUp.text('resourceGroup', dns.resourceGroup),
    zone: dns.zone,
    token: azureToken(given, cloud, () => world.now()),
    baseUrl: azureHosts[cloud],
    scene: web,
  }
  return zoneForEach(domains, openAzureZones(options))
}
