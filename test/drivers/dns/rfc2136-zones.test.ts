/** Zones of a real BIND 9 that are kept in a way of their own: frozen, of a secondary, signed, with a policy that lets half of it through. */
import { expect, it, onTestFinished } from 'vitest'
import { bindKeys, startBind } from '../../support/bind.js'
import { faultOf, readOf, valuesOf, zoneOfBind } from '../../support/bind-zone.js'
import { contoso, describeOverBind } from '../../support/over-bind.js'
import { tsigKey } from '../../support/tsig-key.js'

const { record } = contoso
const longer = 'v=spf1 ip4:203.0.113.10 mx -all'
const changeOf = (name: string) => ({ name, before: [record], after: [longer] })
const records = `@ 600 IN TXT "${record}"`
const devicemail = 'grant devicemail zonesub ANY;'
const policy = (rules: string) => `type primary; update-policy { ${rules} };`

/** Values that a careless reader would change: bytes that are no text, quotes, an empty string, several strings. */
const odd = ['"proof=\\255\\000\\127"', '"say \\"hi\\" \\\\ ;"', '"a" "" "b c"']

const zones = [
  { name: 'frozen.example', records, settings: policy(devicemail) },
  {
    name: 'copied.example',
    records,
    settings: 'type secondary; masterfile-format text; primaries { 127.0.0.1 port 9; };',
  },
  {
    name: 'signed.example',
    records,
    settings: `dnssec-policy default; inline-signing yes; ${policy(devicemail)}`,
  },
  { name: 'no-txt.example', records, settings: policy('grant devicemail zonesub A;') },
  {
    name: 'no-mark.example',
    records,
    settings: policy(
      'deny devicemail name _devicemail.no-mark.example.; grant devicemail zonesub TXT;',
    ),
  },
  { name: 'handed-on.example', records },
  { name: 'others.example', records, keys: ['long-key'] },
  { name: 'odd.example', records: [records, ...odd.map(one => `@ 600 IN TXT ${one}`)].join('\n') },
]

describeOverBind('a zone of a real BIND 9 that is', zones, bind => {
  const zoneOf = (name: string) => zoneOfBind({ port: bind.port, domains: [name] })
  const refused = async (name: string, at = name) => {
    const before = await valuesOf(zoneOf(name), at)
    const fault = await faultOf(zoneOf(name).replaceTxt({ name: at, before, after: [longer] }))
    expect(fault).toMatchObject({
      kind: 'denied',
      finding: { code: 'name-server-update-refused' },
    })
    expect(await valuesOf(zoneOf(name), at)).toEqual(before)
    return fault.finding?.remedy
  }

  it('frozen is left as it is, and written once it is thawed', async () => {
    const name = 'frozen.example'
    await bind.rndc('freeze', name)
    expect(await refused(name)).toContain('`rndc thaw frozen.example`')
    await bind.rndc('thaw', name)
    await zoneOf(name).replaceTxt(changeOf(name))
    expect(await valuesOf(zoneOf(name), name)).toEqual([longer])
  })

  it('of a secondary is told to be asked of the primary', async () => {
    expect(await refused('copied.example')).toContain('let `server` name the primary')
  })

  it.each([
    ['is done where the primary answers', 0],
    ['is of unknown outcome where it does not', 9],
  ])('of a secondary that hands updates on: the change %s', async (_, dead) => {
    const name = 'handed-on.example'
    const primaries = `primaries { 127.0.0.1 port ${String(dead || bind.port)}; };`
    const forwarding = 'allow-update-forwarding { key devicemail; };'
    const settings = `type secondary; masterfile-format text; ${primaries} ${forwarding}`
    const secondary = await startBind([{ name, records, settings }])
    onTestFinished(() => secondary.stop())
    const change = changeOf(name)
    const writing = zoneOfBind({ port: secondary.port, domains: [name] }).replaceTxt(change)
    if (dead === 0) await writing
    else expect(await faultOf(writing)).toMatchObject({ kind: 'unknown-outcome' })
    expect(await valuesOf(zoneOf(name), name)).toEqual([longer])
  })

  it('signed by the server itself is read and written like any other', async () => {
    const name = 'signed.example'
    expect(await readOf(zoneOf(name), name)).toMatchObject({ state: 'present', ttl: 600 })
    expect(await readOf(zoneOf(name), `_devicemail.${name}`)).toEqual({ state: 'absent' })
    await zoneOf(name).replaceTxt(changeOf(name))
    await zoneOf(name).replaceTxt({ name: `_devicemail.${name}`, before: [], after: ['mark'] })
    expect(await readOf(zoneOf(name), name)).toEqual({
      state: 'present',
      values: [longer],
      ttl: 600,
    })
    expect(await valuesOf(zoneOf(name), `_devicemail.${name}`)).toEqual(['mark'])
  })

  it('closed for TXT alone says which rule would let it in', async () => {
    expect(await refused('no-txt.example')).toContain('grant devicemail zonesub TXT;')
  })

  it('closed for the mark alone says that a `deny` may stand before', async () => {
    const name = 'no-mark.example'
    expect(await refused(name, `_devicemail.${name}`)).toContain(
      'with no `deny` before it that meets _devicemail.no-mark.example',
    )
    await zoneOf(name).replaceTxt(changeOf(name))
  })

  it('open for another key alone is read and not written', async () => {
    expect(await refused('others.example')).toContain('grant devicemail zonesub TXT;')
    const theirs = zoneOfBind({
      port: bind.port,
      domains: ['others.example'],
      key: tsigKey(bindKeys['long-key']),
    })
    await theirs.replaceTxt(changeOf('others.example'))
  })

  it('full of values that are no SPF keeps them byte for byte, with their strings and the TTL', async () => {
    const name = 'odd.example'
    const reading = await readOf(zoneOf(name), name)
    if (reading.state !== 'present') throw new Error('The zone has no values.')
    const after = reading.values.map(value => (value === record ? longer : value))
    await zoneOf(name).replaceTxt({ name, before: reading.values, after })
    expect(await readOf(zoneOf(name), name)).toMatchObject({ state: 'present', ttl: 600 })
    // The stranger's command holds only where all of them are as they were.
    await bind.stranger(
      ...odd.map(one => `prereq yxrrset ${name}. TXT ${one}`),
      `prereq yxrrset ${name}. TXT "${longer}"`,
      `update add done.${name}. 60 TXT "yes"`,
    )
    expect(await valuesOf(zoneOf(name), `done.${name}`)).toEqual(['yes'])
  })
})
