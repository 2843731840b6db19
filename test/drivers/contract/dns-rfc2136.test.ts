/** The contract of DNS drivers on a real BIND 9, with both algorithms of keys. */
import { afterAll, beforeAll, describe, test } from 'vitest'
import { createNameServer } from '../../../src/drivers/dns/rfc2136/server.js'
import { createRfc2136Zone } from '../../../src/drivers/dns/rfc2136.js'
import { bindKeys, startBind, whyNoBind, type Bind } from '../../support/bind.js'
import { tsigKey } from '../../support/tsig-key.js'
import { dnsContract } from './dns.js'

const why = whyNoBind()

if (why !== undefined) test.skip(`rfc2136 as a DNS driver, since ${why}`, () => undefined)
else
  describe.each([bindKeys.devicemail, bindKeys['long-key']])('with a key %s', written => {
    let bind: Bind
    beforeAll(async () => {
      bind = await startBind([{ name: 'contoso.com' }])
    })
    afterAll(() => bind.stop())

    dnsContract('rfc2136', async sets => {
      await bind.stranger(
        ...['contoso.com', '_devicemail.contoso.com'].map(name => `update delete ${name}. TXT`),
        ...Object.entries(sets).flatMap(([name, { ttl, values }]) =>
          values.map(value => `update add ${name}. ${String(ttl)} TXT "${value}"`),
        ),
      )
      const server = createNameServer({
        host: '127.0.0.1',
        port: bind.port,
        key: tsigKey(written),
        now: () => new Date(),
        timeoutSeconds: 10,
      })
      return {
        zone: createRfc2136Zone(server, { domains: ['contoso.com'], zone: null }),
        stranger: (name, values) =>
          bind.stranger(
            `update delete ${name}. TXT`,
            ...values.map(value => `update add ${name}. 600 TXT "${value}"`),
          ),
      }
    })
  })
