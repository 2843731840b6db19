/** Runs over a zone of a real BIND 9: two at once, a stranger in between, answers that are lost. */
import { expect, it, onTestFinished } from 'vitest'
import { createRfc2136Zone } from '../../../src/drivers/dns/rfc2136.js'
import { createZones } from '../../../src/drivers/dns/zones.js'
import type { Zone } from '../../../src/drivers/dns/zone.js'
import { SpfRecord } from '../../../src/resources/spf-record.js'
import { startBetween } from '../../support/between.js'
import { serverOfBind, valuesOf, zoneOfBind } from '../../support/bind-zone.js'
import { beginWith, contoso, describeOverBind } from '../../support/over-bind.js'
import { createRun, outcomesOf } from '../../support/run.js'
import { setting } from '../../support/setting.js'
import { spf } from '../../support/wanted.js'

const { name, mark } = contoso

describeOverBind('runs over a zone of a real BIND 9', [{ name }], bind => {
  beginWith(bind)

  const valuesNow = (asked = name) => valuesOf(zoneOfBind(bind), asked)
  const wanted = (...addresses: readonly string[]) => [
    spf(
      name,
      addresses.map(one => `ip4:${one}`),
    ),
  ]
  const run = (spec: string, under: Zone = zoneOfBind(bind)) => {
    const base = setting({}).run({ spec })
    const zones = createZones([{ domain: name, zone: under }])
    const { pace, calls } = base
    return createRun({ kinds: [SpfRecord], drivers: { ...base.drivers, zones }, pace, calls })
  }
  const include = 'include:spf.protection.outlook.com'

  it('of two specs at once one wins, and the other plans again and joins it', async () => {
    // Both have read the same before either update is sent.
    const together = meeting(2)
    const held = () => {
      const server = serverOfBind(bind)
      const update: typeof server.update = async (...args) => {
        await together()
        return server.update(...args)
      }
      return createRfc2136Zone({ ...server, update }, { domains: [name], zone: null })
    }
    const milan = wanted('203.0.113.10')
    const paris = wanted('203.0.113.20')
    const one = run('milan', held())
    const other = run('paris', held())
    const [onePlan, otherPlan] = [await one.plan(milan), await other.plan(paris)]
    const receipts = await Promise.all([one.apply(onePlan, milan), other.apply(otherPlan, paris)])

    const outcomes = receipts.flat()
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'written'])
    expect(outcomes.find(({ outcome }) => outcome === 'failed')?.finding?.code).toBe(
      'dns-changed-meanwhile',
    )
    expect(outcomesOf([...(await one.settle(milan)), ...(await other.settle(paris))])).toHaveLength(
      1,
    )
    const [value, ...more] = await valuesNow()
    expect(more).toEqual([])
    expect(value).toContain('ip4:203.0.113.10')
    expect(value).toContain('ip4:203.0.113.20')
    expect(await valuesNow(mark)).toHaveLength(2)
  })

  it('what a stranger changes between plan and apply is kept', async () => {
    const under = run('milan')
    const plan = await under.plan(wanted('203.0.113.10'))
    const theirs = 'v=spf1 ip4:198.51.100.9 mx -all'
    await bind.stranger(
      `update delete ${name}. TXT`,
      `update add ${name}. 600 TXT "${theirs}"`,
      `update add ${name}. 600 TXT "MS=ms1"`,
    )
    const [receipt] = await under.apply(plan, wanted('203.0.113.10'))
    expect(receipt?.outcome).toBe('refused')
    expect(await valuesNow()).toEqual(['MS=ms1', theirs])
    expect(outcomesOf(await under.settle(wanted('203.0.113.10')))).toEqual([
      `spf-record:${name} written`,
    ])
    expect(await valuesNow()).toEqual([
      'MS=ms1',
      `v=spf1 ip4:203.0.113.10 ip4:198.51.100.9 mx ${include} -all`,
    ])
  })

  it('a write whose answer is lost is looked at, and not written twice', async () => {
    let writes = 0
    const between = await startBetween(bind.port, ({ answer, writes: isWrite }) => {
      if (isWrite) writes += 1
      return isWrite ? 'close' : answer
    })
    onTestFinished(() => between.close())
    const under = run('milan', zoneOfBind({ port: between.port, timeoutSeconds: 1 }))
    const receipts = await under.settle(wanted('203.0.113.10'))
    expect(outcomesOf(receipts)).toEqual([`spf-record:${name} written`])
    expect(await valuesNow(mark)).toHaveLength(1)
    expect(await valuesNow()).toEqual([`v=spf1 ip4:203.0.113.10 mx ${include} -all`])
    // One for the mark and one for the record.
    expect(writes).toBe(2)
  })
})

/** So many wait for each other; whoever comes later goes on at once. */
function meeting(people: number): () => Promise<void> {
  let missing = people
  let open: () => void = () => undefined
  const all = new Promise<void>(resolve => {
    open = resolve
  })
  return () => {
    missing -= 1
    if (missing <= 0) open()
    return all
  }
}
