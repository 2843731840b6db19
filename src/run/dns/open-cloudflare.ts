/** Opens a zone at Cloudflare. */
import { openCloudflareZone } from '../../drivers/dns/cloudflare.js'
import { webSceneOf, zoneForEach } from './web-scene.js'
import type { OpenZone } from './zone-opening.js'

export const openCloudflare: OpenZone<'cloudflare'> = ({ dns, domains, world, lookUp }) => {
  const { zone, zoneId } = dns
  const options = { zone, zoneId, token: lookUp.secret('token', dns.token) }
  const scene = webSceneOf(world)
  return zoneForEach(domains, domain => openCloudflareZone({ ...options, scene, domain }))
}
