/** Plan and apply over a zone of a real BIND 9, from the command on: what a person reads, and what is left in the zone. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { startBetween, type Asking, type Deed, type Passing } from '../support/between.js'
import { bindKeys } from '../support/bind.js'
import { bindStack } from '../support/bind-stack.js'
import { valuesOf, zoneOfBind } from '../support/bind-zone.js'
import { turinYaml } from '../support/contoso.js'
import { beginWith, contoso, describeOverBind } from '../support/over-bind.js'

const { name, mark, record } = contoso
const proof = 'MS=ms1'
const ours = 'v=spf1 ip4:203.0.113.10 mx include:spf.protection.outlook.com -all'
const note = 'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10'

const sets = { [name]: { ttl: 600, values: [record, proof] } }

describeOverBind('the command over a zone of a real BIND 9', [{ name }], bind => {
  beginWith(bind, sets)

  const zone = async () => ({
    record: await valuesOf(zoneOfBind(bind), name),
    mark: await valuesOf(zoneOfBind(bind), mark),
  })
  const done = { record: [proof, ours], mark: [note] }
  const untouched = { record: [proof, record], mark: [] }
  const between = async (
    deed: (passing: Passing) => Deed,
    first?: (asking: Asking) => Promise<void>,
  ) => {
    const made = await startBetween(bind.port, deed, first)
    onTestFinished(() => made.close())
    return made.port
  }
  const honest = ({ answer }: Passing): Deed => answer
  /** The port of a way on which something happens right before the nth update. */
  const before = (nth: number, work: () => Promise<unknown>) => {
    let updates = 0
    return between(honest, async ({ writes }) => {
      updates += writes ? 1 : 0
      if (writes && updates === nth) await work()
    })
  }
  /** In one line, as a person reads it. */
  const read = (text: string) => text.replace(/\s+/g, ' ')

  it('writes the record once, and then finds nothing to do', async () => {
    const { cli, folder } = await bindStack({ port: bind.port })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    expect(await zone()).toEqual(done)
    expect((await cli(['plan', folder, '--detailed-exitcode'])).code).toBe(0)
  })

  it('of two runs of one spec one wins; the other is told to plan again, and has nothing left to do', async () => {
    const winner = await bindStack({ port: bind.port })
    const won: number[] = []
    const port = await before(1, async () => {
      won.push((await winner.cli(['apply', winner.folder, '--yes'])).code)
    })
    const { cli, folder } = await bindStack({ port, beside: winner })
    const lost = await cli(['apply', folder, '--yes'])
    expect([...won, lost.code]).toEqual([0, 3])
    expect(read(lost.out)).toContain(
      `Somebody changed the TXT records of ${mark} after they were read for this run, so they were left as they are.`,
    )
    expect(read(lost.out)).toContain('Run `devicemail plan` again')
    expect(await zone()).toEqual(done)
    expect((await cli(['plan', folder, '--detailed-exitcode'])).code).toBe(0)
  })

  it('of two specs both end in the record, the loser after it planned again', async () => {
    const turin = await bindStack({
      port: bind.port,
      tenantName: 'turin',
      texts: { 'milan.yaml': turinYaml.replace('profile: old-copier', 'tls: none, auth: none') },
    })
    const port = await before(2, () => turin.cli(['apply', turin.folder, '--yes']))
    const { cli, folder } = await bindStack({ port })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(3)
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    const { record: after, mark: notes } = await zone()
    expect(after).toEqual([
      proof,
      expect.stringMatching(/^v=spf1 (?=.*ip4:203.0.113.10)(?=.*ip4:198.51.100.7)/),
    ])
    expect(notes).toEqual([
      note,
      note.replace('contoso', 'turin').replace('203.0.113.10', '198.51.100.7'),
    ])
  })

  describe('a stranger', () => {
    it('who edits the record after the plan makes it outdated, and keeps the edit', async () => {
      const { cli, folder } = await bindStack({ port: bind.port })
      const file = `${folder}/approved.plan`
      await cli(['plan', folder, '--out', file])
      const theirs = 'v=spf1 a mx -all'
      await bind.stranger(
        `update delete ${name}. TXT "${record}"`,
        `update add ${name}. 600 TXT "${theirs}"`,
      )
      const { code, out } = await cli(['apply', folder, '--plan', file])
      expect(code).toBe(1)
      expect(read(out)).toContain('from "v=spf1 a mx -all" to')
      expect(read(out)).toContain('Plan again, read what changed, and approve the new plan.')
      expect(await zone()).toEqual({ record: [proof, theirs], mark: [] })
    })

    it('who adds other values after the plan finds them there afterwards', async () => {
      const { cli, folder } = await bindStack({ port: bind.port })
      const file = `${folder}/approved.plan`
      await cli(['plan', folder, '--out', file])
      await bind.stranger(
        `update add ${name}. 600 TXT "google=1"`,
        `update add ${mark}. 600 TXT "hello"`,
      )
      expect((await cli(['apply', folder, '--plan', file])).code).toBe(0)
      expect(await zone()).toEqual({ record: [proof, 'google=1', ours], mark: ['hello', note] })
    })

    it('who edits the record between our two updates wins, and the next apply joins in', async () => {
      const port = await before(2, () =>
        bind.stranger(
          `update delete ${name}. TXT "${record}"`,
          `update add ${name}. 600 TXT "v=spf1 a -all"`,
        ),
      )
      const { cli, folder } = await bindStack({ port })
      const { code, out } = await cli(['apply', folder, '--yes'])
      expect(code).toBe(3)
      expect(read(out)).toContain(`Somebody changed the TXT records of ${name} after`)
      expect(await zone()).toEqual({ record: [proof, 'v=spf1 a -all'], mark: [note] })
      expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
      expect((await zone()).record).toEqual([
        proof,
        'v=spf1 ip4:203.0.113.10 a include:spf.protection.outlook.com -all',
      ])
    })

    it('who takes our note away makes the term theirs: it is told, and nothing is written', async () => {
      const { cli, folder } = await bindStack({ port: bind.port })
      await cli(['apply', folder, '--yes'])
      await bind.stranger(`update delete ${mark}. TXT`)
      const { code, out } = await cli(['apply', folder, '--yes'])
      expect(code).toBe(0)
      expect(await zone()).toEqual({ record: [proof, ours], mark: [] })
      expect(out).toContain('Nothing to do')
      expect(read((await cli(['plan', folder])).out)).toContain(
        'The SPF record of contoso.com holds ip4:203.0.113.10, but no note of this spec at _devicemail.contoso.com names it',
      )
    })
  })

  it('looks where the answer to an update was lost, and writes no twin', async () => {
    const port = await between(({ answer, writes }) => (writes ? 'close' : answer))
    const { cli, folder } = await bindStack({ port })
    const { code, out } = await cli(['apply', folder, '--yes'])
    expect([code, out]).toEqual([0, expect.stringContaining('All 4 changes are done.')])
    expect(await zone()).toEqual(done)
    expect((await cli(['apply', folder, '--yes'])).out).toContain('Nothing to do')
    expect(await zone()).toEqual(done)
  })

  it('never says written where the server is gone in the middle of an update', async () => {
    const dead = await startBetween(bind.port, honest, ({ writes }) =>
      writes ? dead.close() : Promise.resolve(),
    )
    const { cli, folder, tenant } = await bindStack({ port: dead.port })
    const { code, out, err } = await cli(['apply', folder, '--yes'])
    expect(code).toBe(3)
    expect(read(out)).toContain(
      'SPF contoso.com got no answer, so nobody knows whether it is written',
    )
    expect(read(out)).toContain('Run again: it looks at what is there before it writes anything.')
    expect(read(out)).toContain('what devices send as contoso.com may be taken for junk')
    expect(err).toContain('SPF contoso.com: no answer, so nobody knows whether it is written')
    expect(tenant().objects.InboundConnector).toHaveLength(1)
  })

  const refusals: readonly (readonly [
    string,
    { readonly key?: string; readonly ahead?: number },
    string,
    string,
  ])[] = [
    [
      'another secret',
      { key: 'hmac-sha256:devicemail:b3RoZXI=' },
      'has another secret or algorithm for the key devicemail',
      'Compare the algorithm and the secret',
    ],
    [
      'a key that it does not know',
      { key: 'hmac-sha256:nobody:b3RoZXI=' },
      'does not know the key nobody',
      'Write a `key "nobody"` clause',
    ],
    [
      'a clock that is ahead',
      { ahead: 4000 },
      's ahead of that of the name server',
      'Set both clocks by NTP',
    ],
    ['a clock that is behind', { ahead: -4000 }, 's behind that', 'Set both clocks by NTP'],
    [
      'a key that may only read',
      { key: bindKeys.reader },
      `does not let the key reader change ${mark} in the zone contoso.com (REFUSED)`,
      'update-policy { grant reader zonesub TXT; };',
    ],
  ]
  it.each(refusals)('with %s tells what to do, and leaves the zone', async (_, how, said, cure) => {
    const { cli, folder } = await bindStack({ port: bind.port, ...how })
    const { code, out, err } = await cli(['apply', folder, '--yes'])
    expect(code).toBe(3)
    expect(read(out)).toContain(said)
    expect(read(out)).toContain(cure)
    expect(out + err).not.toContain('b3RoZXI=')
    expect(read(out)).toContain('may be taken for junk')
    expect(await zone()).toEqual(untouched)
  })

  it('with nothing that listens says which port must be open, and that it did not read', async () => {
    const gone = await startBetween(bind.port, honest)
    await gone.close()
    const { cli, folder } = await bindStack({ port: gone.port })
    const { code, out } = await cli(['apply', folder, '--yes'])
    expect(code).toBe(3)
    expect(read(out)).toContain('cannot be reached over TCP')
    expect(read(out)).toContain('1 thing could not be read; nothing was done about it.')
  })

  it('keeps a set that is far too large for one packet of UDP, value by value', async () => {
    const many = Array.from({ length: 12 }, (_, at) => `proof-${String(at)}=${'x'.repeat(240)}`)
    await bind.stranger(...many.map(one => `update add ${name}. 600 TXT "${one}"`))
    const { cli, folder } = await bindStack({ port: bind.port })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    expect((await zone()).record).toEqual([proof, ...many, ours].sort())
  })
})
