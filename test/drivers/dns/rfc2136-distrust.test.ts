/**
 * Answers of a name server that nobody can trust, or that never come: somebody
 * between us and a real BIND 9 spoils them.
 */
import { createHmac } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Zone } from '../../../src/drivers/dns/zone.js'
import { startBetween, type Deed, type Passing } from '../../support/between.js'
import { faultOf, readOf, valuesOf, zoneOfBind } from '../../support/bind-zone.js'
import { beginWith, contoso, describeOverBind } from '../../support/over-bind.js'

const { name, record } = contoso
const longer = 'v=spf1 ip4:203.0.113.10 mx -all'
const change = { name, before: [record], after: [longer] }

describeOverBind('a name server whose answers are spoiled', [{ name }], bind => {
  beginWith(bind)

  describe('behind somebody who', () => {
    const tampered = (bytes: Buffer) => {
      const copy = Buffer.from(bytes)
      const at = copy.indexOf('spf1')
      if (at !== -1) copy.write('spf9', at)
      else copy.writeUInt8(copy.readUInt8(3) ^ 1, 3)
      return copy
    }
    /** The same answer signed again, with another key of that name. */
    const stranger = ({ answer }: Passing) => {
      const copy = Buffer.from(answer)
      // The MAC stands before id, error and the length of nothing.
      createHmac('sha256', 'other')
        .update(copy)
        .digest()
        .copy(copy, copy.length - 6 - 32)
      return copy
    }
    /** No TSIG record, and one additional record fewer; ours and theirs are of one length. */
    const unsigned = ({ answer, request }: Passing) => {
      const start = request.lastIndexOf(Buffer.from('\x0adevicemail\0\0\xfa', 'latin1'))
      const copy = Buffer.from(answer.subarray(0, answer.length - (request.length - start)))
      copy.writeUInt16BE(copy.readUInt16BE(10) - 1, 10)
      return copy
    }
    const cut = ({ answer }: Passing) => {
      const copy = Buffer.from(answer)
      copy.writeUInt8(copy.readUInt8(2) | 2, 2)
      return copy
    }
    const deeds: readonly (readonly [string, (passing: Passing) => Deed, string])[] = [
      ['changes the answer', ({ answer }) => tampered(answer), 'name-server-answer-forged'],
      ['signs it with another key', stranger, 'name-server-answer-forged'],
      ['takes the signature away', unsigned, 'name-server-answer-unsigned'],
      ['sets the mark of a cut answer', cut, 'name-server-answer-forged'],
      ['sends noise', () => Buffer.from('noise, noise, noise'), 'name-server-answer-forged'],
      ['sends nearly nothing', () => Buffer.from([1]), 'name-server-answer-forged'],
      ['ends half way', () => 'half', 'name-server-closed'],
      ['closes at once', () => 'close', 'name-server-closed'],
      ['says nothing', () => 'silence', 'name-server-silent'],
    ]

    async function through(deed: (passing: Passing) => Deed): Promise<Zone> {
      const between = await startBetween(bind.port, deed)
      onTestFinished(() => between.close())
      return zoneOfBind({ port: between.port, timeoutSeconds: 0.3 })
    }

    it.each(deeds)('%s, nothing is believed and nothing written', async (_, deed, code) => {
      const under = await through(deed)
      expect(await readOf(under, name)).toMatchObject({ state: 'unknown', why: { code } })
      expect(await faultOf(under.replaceTxt(change))).toMatchObject({ finding: { code } })
      expect(await valuesOf(zoneOfBind(bind), name)).toEqual([record])
    })

    it.each(deeds)('%s after a write, the outcome is unknown', async (_, deed, code) => {
      const under = await through(passing => (passing.writes ? deed(passing) : passing.answer))
      const fault = await faultOf(under.replaceTxt(change))
      expect(fault).toMatchObject({
        kind: 'unknown-outcome',
        type: code,
        finding: { code: 'name-server-outcome-unknown' },
      })
      // It did land, and once more finds it done.
      expect(await valuesOf(zoneOfBind(bind), name)).toEqual([longer])
      await under.replaceTxt(change)
    })

    it('says everything twice is believed once', async () => {
      const under = await through(() => 'twice')
      await under.replaceTxt(change)
      expect(await valuesOf(under, name)).toEqual([longer])
    })

    it('plays the good answer to an earlier change again is not believed about the next', async () => {
      let old: Buffer | undefined
      const under = await through(({ answer, writes }) =>
        writes ? (old ??= Buffer.from(answer)) : answer,
      )
      await under.replaceTxt(change)
      const back = { name, before: [longer], after: [record] }
      expect(await faultOf(under.replaceTxt(back))).toMatchObject({
        kind: 'unknown-outcome',
        type: 'name-server-answer-forged',
      })
    })

    it('hands a change on only after we gave up cannot undo what was done since', async () => {
      let handOn: () => void = () => undefined
      const held = new Promise<void>(resolve => {
        handOn = resolve
      })
      let arrived: () => void = () => undefined
      const late = new Promise<void>(resolve => {
        arrived = resolve
      })
      const between = await startBetween(
        bind.port,
        ({ answer, writes }) => {
          if (writes) arrived()
          return answer
        },
        ({ writes }) => (writes ? held : Promise.resolve()),
      )
      onTestFinished(() => between.close())
      const under = zoneOfBind({ port: between.port, timeoutSeconds: 0.3 })
      expect(await faultOf(under.replaceTxt(change))).toMatchObject({ kind: 'unknown-outcome' })
      // The next run writes by another way, and what comes late finds another set than it names.
      const next = { name, before: [record], after: ['v=spf1 -all'] }
      await zoneOfBind(bind).replaceTxt(next)
      handOn()
      await late
      expect(await valuesOf(zoneOfBind(bind), name)).toEqual(['v=spf1 -all'])
    })

    it('plays an old answer again is not believed', async () => {
      let old: Buffer | undefined
      const under = await through(({ answer }) => (old ??= Buffer.from(answer)))
      expect(await readOf(under, name)).toMatchObject({
        why: { code: 'name-server-answer-forged' },
      })
    })
  })

  it('where nothing listens is told at once', async () => {
    const between = await startBetween(bind.port, ({ answer }) => answer)
    await between.close()
    const under = zoneOfBind({ port: between.port })
    expect(await readOf(under, name)).toMatchObject({ why: { code: 'name-server-unreachable' } })
    expect(await faultOf(under.replaceTxt(change))).toMatchObject({ kind: 'unreachable' })
  })
})
