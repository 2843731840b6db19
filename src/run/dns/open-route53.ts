/** Opens a zone at Route 53, by the key that the settings name or that AWS's own variables hold. */
import { openRoute53Zone } from '../../drivers/dns/route53.js'
import { zoneForEach } from './web-scene.js'
import type { OpenZone } from './zone-opening.js'

export const openRoute53: OpenZone<'route53'> = ({ dns, domains, web, world, lookUp }) => {
  const { accessKeyId = 'env:AWS_ACCESS_KEY_ID', zone, zoneId } = dns
  const { secretAccessKey = 'env:AWS_SECRET_ACCESS_KEY' } = dns
  // A session token belongs to one key: the variable's own says nothing of a key that is named.
  const isSet = dns.accessKeyId === undefined && (world.env.AWS_SESSION_TOKEN ?? '').trim() !== ''
  const session = dns.sessionToken ?? (isSet ? 'env:AWS_SESSION_TOKEN' : undefined)
  const credentials = {
    accessKeyId: lookUp.text('accessKeyId', accessKeyId),
    secretAccessKey: lookUp.secret('secretAccessKey', secretAccessKey),
    sessionToken: session === undefined ? null : lookUp.secret('sessionToken', session),
  }
  return zoneForEach(domains, domain =>
    openRoute53Zone({ zone, zoneId, credentials, scene: web, domain }),
  )
}
