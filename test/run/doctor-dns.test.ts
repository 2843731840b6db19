/** What a doctor makes of a name server that takes updates: read through it, or told why not. */
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { parseTsigKey } from '../../src/drivers/dns/rfc2136/tsig-key.js'
import { createZones } from '../../src/drivers/dns/zones.js'
import type { Zone } from '../../src/drivers/dns/zone.js'
import { noLedger } from '../../src/drivers/ledger.js'
import { createPatience } from '../../src/drivers/dns/message/patience.js'
import { secretOf } from '../../src/drivers/secret.js'
import { connect } from '../../src/run/connect.js'
import { openRfc2136 } from '../../src/run/dns/open-rfc2136.js'
import { webSceneOf } from '../../src/run/dns/web-scene.js'
import { checkDns } from '../../src/run/doctor/dns.js'
import { openStack } from '../../src/run/stack.js'
import { bindKeys, startBind, whyNoBind } from '../support/bind.js'
import { contosoTexts } from '../support/contoso.js'
import { quietWorld } from '../support/quiet-world.js'
import { stack } from '../support/stack.js'

/** The DNS checks of a stack whose domain is kept on that port, with that key. */
async function checked(port: number, key: string) {
  const opened = openStack(stack(contosoTexts).folder, false)
  if (opened.state === 'faulty') throw new Error('The stack is faulty.')
  const { folder, spec } = opened.stack
  const world = quietWorld({ now: () => new Date() })
  const connection = connect(folder, spec, world, { ledger: noLedger })
  if (!('drivers' in connection)) throw new Error('The stack does not connect.')
  const [domain] = spec.domains
  if (!domain) throw new Error('The stack has no domain.')
  const dns = { driver: 'rfc2136', server: '127.0.0.1', port, key: 'env:DNS_KEY' } as const
  const lookUp = { text: (_: string, text: string) => text, secret: () => secretOf(key) }
  const { resolve } = connection.drivers
  const patience = createPatience(() => world.now())
  const zone: Zone = openRfc2136({
    dns,
    domains: [domain],
    folder,
    cloud: 'worldwide',
    resolve,
    web: webSceneOf(world, patience),
    patience,
    world,
    lookUp,
  })
  const zones = createZones([{ domain: domain.name, zone }])
  return checkDns(opened.stack, { ...connection, drivers: { ...connection.drivers, zones } })
}

const why = whyNoBind()
if (why !== undefined) test.skip(`a doctor and a real BIND 9, since ${why}`, () => undefined)

describe('a name server that takes updates', () => {
  it.skipIf(why !== undefined)('is asked with the key of the spec', async () => {
    const bind = await startBind([{ name: 'contoso.com' }])
    onTestFinished(() => bind.stop())
    expect(await checked(bind.port, bindKeys.devicemail)).toMatchObject([{ state: 'ok' }])
    const [refused] = await checked(
      bind.port,
      bindKeys.devicemail.replace(':devicemail', ':nobody'),
    )
    expect(refused).toMatchObject({ state: 'failed', why: { code: 'zone-not-reached' } })
    expect(JSON.stringify(refused)).toContain('does not know the key nobody')
  })

  it.each([
    'c2VjcmV0LXNlY3JldA==',
    'hmac-md5:devicemail:c2VjcmV0LXNlY3JldA==',
    'c2VjcmV0LXNlY3JldA==:devicemail:hmac-sha256',
    'hmac-sha256:c2VjcmV0LXNlY3JldA==:devicemail',
    'hmac-sha256:devicemail:c2VjcmV0LXNlY3JldA==!',
    'hmac-sha256:devicemail:',
  ])('with a key that is none (%s) is told without a part of it', async key => {
    const [check] = await checked(9, key)
    expect(check).toMatchObject({ state: 'failed', why: { code: 'zone-not-reached' } })
    expect(JSON.stringify(check)).toContain('env:DNS_KEY')
    expect(JSON.stringify(check)).not.toContain('c2VjcmV0')
  })

  it('of the members of a Windows domain says what is done there instead', async () => {
    const [check] = await checked(9, 'gss-tsig:devicemail@CONTOSO.COM')
    expect(JSON.stringify(check)).toContain('keep its zone by hand (`dns: manual`)')
  })

  it('takes a key in either algorithm and any case, with a dot or without', () => {
    expect(parseTsigKey(' HMAC-SHA512:Device.Mail.:c2VjcmV0\n')).toMatchObject({
      state: 'good',
      key: { algorithm: 'hmac-sha512', name: 'device.mail' },
    })
  })
})
