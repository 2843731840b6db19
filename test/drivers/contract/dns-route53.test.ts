import { onTestFinished } from 'vitest'
import { openRoute53Zone } from '../../../src/drivers/dns/route53.js'
import { secretOf } from '../../../src/drivers/secret.js'
import {
  accessKeyId,
  fill,
  secretAccessKey,
  setValues,
  startRoute53Server,
} from '../dns/route53-server.js'
import { webScene } from '../dns/service-server.js'
import { dnsContract } from './dns.js'

dnsContract('route53', async sets => {
  const server = await startRoute53Server([{ id: 'Z1', name: 'contoso.com' }])
  onTestFinished(() => server.close())
  fill(server, sets)
  const zone = openRoute53Zone({
    domain: 'contoso.com',
    credentials: {
      accessKeyId,
      secretAccessKey: secretOf(secretAccessKey),
      sessionToken: null,
    },
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
