import { onTestFinished } from 'vitest'
import { openCloudflareZone } from '../../../src/drivers/dns/cloudflare.js'
import { secretOf } from '../../../src/drivers/secret.js'
import {
  cloudflareToken,
  fill,
  setValues,
  startCloudflareServer,
} from '../dns/cloudflare-server.js'
import { webScene } from '../dns/service-server.js'
import { dnsContract } from './dns.js'

dnsContract('cloudflare', async sets => {
  const server = await startCloudflareServer({ abc: 'contoso.com' })
  onTestFinished(() => server.close())
  fill(server, sets)
  const zone = openCloudflareZone({
    domain: 'contoso.com',
    token: secretOf(cloudflareToken),
    baseUrl: server.baseUrl,
    scene: webScene(),
  })
  return {
    zone,
    stranger(name, values) {
      setValues(server, name, 600, values)
      return Promise.resolve()
    },
  }
})
