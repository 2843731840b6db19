/** Opens a zone at Cloudflare. */
import { openCloudflareZone } from '../../drivers/dns/cloudflare.js'
import { zoneForEach } from './web-scene.js'
import type { OpenZone } from './zone-opening.js'

export const openCloudflare: OpenZone<'cloudflare'> = ({ dns, domains, web, lookUp }) => {
  const { zone, zoneId } = dns
  const options = { zone, zoneId, token: lookUp.secret('token', dns.token), scene: web }
  return zoneForEach(domains, domain => openCloudflareZone({ ...options, domain }))
}
