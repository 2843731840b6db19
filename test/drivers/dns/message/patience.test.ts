/** Patience in a world whose time only its questions move: how many are asked, and who is given up. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPatience, type Sign } from '../../../../src/drivers/dns/message/patience.js'
import { patientResolver } from '../../../../src/drivers/dns/patient-resolver.js'
import type { DnsAnswer, RecordType } from '../../../../src/drivers/drivers.js'
import { someAtOnce } from '../../../../src/resources/some-at-once.js'

const limit = 10_000
const now = () => new Date()
const names = (count: number) => Array.from({ length: count }, (_, at) => `d${String(at)}.example`)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Runs it to its end in the time of this world, and says how many milliseconds went by. */
async function lasting<Result>(work: () => Promise<Result>) {
  const started = Date.now()
  const ended = work().then(result => ({ result, milliseconds: Date.now() - started }))
  await vi.runAllTimersAsync()
  return ended
}

/** A resolver; what it says is decided when it is asked, silence comes at the limit. */
function resolverThat(isSilent: (name: string, at: number) => boolean) {
  const asked: string[] = []
  const resolve = (name: string, type: RecordType) => {
    const silent = isSilent(name, asked.length)
    asked.push(`${type} ${name}`)
    return new Promise<DnsAnswer>(done => {
      const answer: DnsAnswer = silent
        ? { status: 'timeout', records: [] }
        : { status: 'ok', records: [[name]] }
      setTimeout(done, silent ? limit : 20, answer)
    })
  }
  return { asked, resolve: patientResolver(resolve, createPatience(now), '') }
}

/** What is sent before a resolver that is silent comes into doubt. */
const firstRound = 32 + 4

describe('a resolver', () => {
  it('that is dead is waited for twice, however many domains ask, and nothing is absent', async () => {
    const { asked, resolve } = resolverThat(() => true)
    const { result, milliseconds } = await lasting(() =>
      someAtOnce(names(5000), name => resolve(name, 'TXT')),
    )
    expect(milliseconds).toBe(2 * limit)
    // All that are asked at once, one more for each that ends before there are five, and the root.
    expect(asked).toHaveLength(firstRound + 1)
    expect(asked.at(-1)).toBe('NS .')
    expect(result.every(({ status }) => status === 'timeout')).toBe(true)
    expect(result.at(-1)?.why).toBe(
      'not asked: the resolver left more than 5 questions unanswered in this run',
    )
  })

  it('that lost everything for a while is not condemned', async () => {
    const { asked, resolve } = resolverThat((_, at) => at < firstRound)
    const { result } = await lasting(() => someAtOnce(names(1000), name => resolve(name, 'TXT')))
    expect(result.filter(({ status }) => status === 'ok')).toHaveLength(1000 - firstRound)
    expect(asked).toHaveLength(1001)
  })

  it('is not blamed for domains whose own servers are dead', async () => {
    const { resolve } = resolverThat(name => name.startsWith('d'))
    await lasting(() => someAtOnce(names(50), name => resolve(name, 'TXT')))
    const { result } = await lasting(() => resolve('contoso.com', 'TXT'))
    expect(result.status).toBe('ok')
  })

  it('that is silent is asked again after a rest, and trusted once it answers', async () => {
    let dead = true
    const { asked, resolve } = resolverThat(() => dead)
    await lasting(() => someAtOnce(names(20), name => resolve(name, 'TXT')))
    await lasting(() => resolve('one.more.example', 'TXT'))
    dead = false
    const { result: early } = await lasting(() => resolve('contoso.com', 'TXT'))
    expect(early.why).toContain('not asked')
    vi.setSystemTime(Date.now() + 60_000)
    const before = asked.length
    const { result } = await lasting(() =>
      someAtOnce(names(20), name => resolve(`again-${name}`, 'TXT')),
    )
    expect(result.every(({ status }) => status === 'ok')).toBe(true)
    expect(asked.slice(before)).toHaveLength(21)
  })
})

describe('a server', () => {
  interface Asked {
    readonly server: string
    readonly about: string
    readonly sign: Sign
    readonly takes: number
  }
  const ask = (
    patience: ReturnType<typeof createPatience>,
    { server, about, sign, takes }: Asked,
  ) =>
    patience({
      server,
      about,
      ask: () => new Promise<Sign>(done => setTimeout(done, takes, sign)),
      signOf: one => one,
    })

  it('that is asked the same in vain again and again is asked each time', async () => {
    const patience = createPatience(now)
    const same = { server: 'one', about: 'same', sign: 'silence', takes: limit } as const
    for (let times = 0; times < 20; times += 1)
      expect((await lasting(() => ask(patience, same))).result.state).toBe('asked')
  })

  it('that refuses connections is asked each time, for that costs no time', async () => {
    const patience = createPatience(now)
    const { result } = await lasting(() =>
      someAtOnce(names(500), about =>
        ask(patience, { server: 'one', about, sign: 'neither', takes: 1 }),
      ),
    )
    expect(result.every(({ state }) => state === 'asked')).toBe(true)
  })

  const silent = (patience: Parameters<typeof ask>[0], abouts: readonly string[], takes = limit) =>
    someAtOnce(abouts, about => ask(patience, { server: 'one', about, sign: 'silence', takes }))

  it('that answers nothing is asked five times, tried once more, and no more', async () => {
    const patience = createPatience(now)
    const { result } = await lasting(async () => {
      const states: string[] = []
      for (const about of names(9)) {
        const [borne] = await silent(patience, [about])
        states.push(borne?.state ?? '')
      }
      return states
    })
    expect(result).toEqual([
      ...Array<string>(6).fill('asked'),
      ...Array<string>(3).fill('given-up'),
    ])
  })

  it('that answered another meanwhile is not blamed for what it is silent about', async () => {
    const patience = createPatience(now)
    const { result } = await lasting(async () => {
      const other = ask(patience, { server: 'one', about: 'other', sign: 'answer', takes: 20 })
      await Promise.all([silent(patience, names(10)), other])
      await silent(patience, ['one.more.example'])
      return silent(patience, ['and.another.example'])
    })
    expect(result).toMatchObject([{ state: 'asked' }])
  })

  it('whose late answer comes while another is tried begins anew', async () => {
    const patience = createPatience(now)
    const { result } = await lasting(async () => {
      const late = ask(patience, {
        server: 'one',
        about: 'late',
        sign: 'answer',
        takes: 1.5 * limit,
      })
      await silent(patience, names(5))
      await Promise.all([silent(patience, ['tried.example']), late])
      await silent(patience, names(5), 1)
      return silent(patience, ['next.example'])
    })
    expect(result).toMatchObject([{ state: 'asked' }])
  })

  it('whose question throws lets the next be tried, and throws to whoever asked', async () => {
    const patience = createPatience(now)
    await lasting(() =>
      someAtOnce(names(5), about =>
        ask(patience, { server: 'one', about, sign: 'silence', takes: 1 }),
      ),
    )
    const broken = patience({
      server: 'one',
      about: 'broken',
      ask: () => Promise.reject(new Error('broken')),
      signOf: () => 'answer',
    })
    await expect(broken).rejects.toThrow('broken')
    const { result } = await lasting(() =>
      ask(patience, { server: 'one', about: 'next', sign: 'answer', takes: 1 }),
    )
    expect(result.state).toBe('asked')
  })

  const sign = fc.constantFrom<Sign>('answer', 'silence', 'silence', 'silence', 'neither')
  const question = fc.record({ server: fc.constantFrom('one', 'other'), sign, gap: fc.nat(8000) })

  it('is given up only after six silent questions with no answer in between, and else asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(question, { maxLength: 60 }), async questions => {
        const patience = createPatience(now)
        const ended: { readonly server: string; readonly sign: Sign }[] = []
        const { result } = await lasting(() =>
          Promise.all(
            questions.map(async ({ server, sign: said, gap }, at) => {
              await new Promise(done => setTimeout(done, at * 1000 + gap))
              const takes = said === 'silence' ? limit : 20
              const borne = await ask(patience, { server, about: String(at), sign: said, takes })
              if (borne.state === 'asked') {
                expect(borne.reply).toBe(said)
                ended.push({ server, sign: said })
                return
              }
              const heard = ended.filter(one => one.server === server && one.sign !== 'neither')
              const since = heard.slice(heard.findLastIndex(one => one.sign === 'answer') + 1)
              expect(since.length).toBeGreaterThanOrEqual(6)
            }),
          ),
        )
        expect(result).toHaveLength(questions.length)
      }),
      { numRuns: 200 },
    )
  })

  it('that answers one of any five in a row is never given up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 40 }), async answering => {
        const patience = createPatience(now)
        const { result } = await lasting(async () => {
          const states: string[] = []
          for (const [round, answers] of answering.entries())
            for (let at = 0; at < 4; at += 1) {
              const said = at === answers ? 'answer' : 'silence'
              const about = `${String(round)}-${String(at)}`
              const asked = { server: 'one', about, sign: said, takes: 20 } as const
              states.push((await ask(patience, asked)).state)
            }
          return states
        })
        expect(result).not.toContain('given-up')
      }),
      { numRuns: 50 },
    )
  })
})
