/**
 * Tests over one real BIND 9: it starts before them and ends after, and each finds
 * the same TXT sets in it. Skipped loudly where there is no BIND.
 */
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest'
import { startBind, whyNoBind, type Bind, type BindZone } from './bind.js'

export type OverBind = Pick<Bind, 'port' | 'stranger' | 'rndc' | 'log'>

/** The zone that most tests are about, its record, and the name of its mark. */
export const contoso = {
  name: 'contoso.com',
  mark: '_devicemail.contoso.com',
  record: 'v=spf1 mx -all',
}

export interface TxtSet {
  readonly ttl: number
  readonly values: readonly string[]
}

/** What a test of contoso.com begins with. */
const contosoSets: Readonly<Record<string, TxtSet>> = {
  [contoso.name]: { ttl: 600, values: [contoso.record] },
}

export function describeOverBind(
  title: string,
  zones: readonly BindZone[],
  tests: (bind: OverBind) => void,
): void {
  const why = whyNoBind()
  if (why !== undefined) {
    test.skip(`${title}, since ${why}`, () => undefined)
    return
  }
  describe(title, () => {
    let bind: Bind | undefined
    const started = () => {
      if (!bind) throw new Error('BIND is asked before it has started.')
      return bind
    }
    beforeAll(async () => {
      bind = await startBind(zones)
    })
    afterAll(() => bind?.stop())
    tests({
      get port() {
        return started().port
      },
      stranger: (...commands) => started().stranger(...commands),
      rndc: (...command) => started().rndc(...command),
      log: () => started().log(),
    })
  })
}

/** Before each test these sets and no others stand at contoso.com and at its mark. */
export function beginWith(bind: OverBind, sets = contosoSets): void {
  beforeEach(() => layDown(bind, sets))
}

export function layDown(bind: OverBind, sets: Readonly<Record<string, TxtSet>>): Promise<void> {
  return bind.stranger(
    ...[contoso.name, contoso.mark].map(name => `update delete ${name}. TXT`),
    ...Object.entries(sets).flatMap(([name, { ttl, values }]) =>
      values.map(value => `update add ${name}. ${String(ttl)} TXT "${value}"`),
    ),
  )
}
