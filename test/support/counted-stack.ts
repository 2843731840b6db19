/** A stack that is planned and applied as the command does it, over a tenant in memory, and what that asks of the tenant. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryStore } from '../../src/drivers/exchange/simulator/store.js'
import { applyPlanned } from '../../src/run/apply-stack.js'
import { commandsOf } from '../../src/run/commands.js'
import { connect, type Connection } from '../../src/run/connect.js'
import { planStack, type Planned } from '../../src/run/plan-stack.js'
import { openStack } from '../../src/run/stack.js'
import type { Receipt } from '../../src/engine/plan-data.js'
import { createClock } from './clock.js'
import { countingLedger, type Counted } from './counted-calls.js'
import { quietWorld } from './quiet-world.js'

export interface CountedPlan {
  readonly planned: Planned
  readonly counted: Counted
  /** The cmdlets that `--show-commands` lists. */
  readonly shown: readonly string[]
  readonly apply: () => Promise<CountedApply>
}

export interface CountedApply {
  readonly receipts: readonly Receipt[]
  /** What each kind asked, beyond what the plan had. */
  readonly byKind: ReadonlyMap<string, Counted>
  readonly writes: readonly string[]
}

export interface CountedStack {
  readonly write: (texts: Readonly<Record<string, string | null>>) => void
  /** As a run of its own: nothing is known of the runs before. */
  readonly plan: () => Promise<CountedPlan>
}

/** `folder` is there, and empty. */
export function countedStack(folder: string): CountedStack {
  const store = memoryStore()
  const clock = createClock()
  // Every look at it moves the clock: so two round trips never begin at one moment.
  const world = quietWorld({
    now() {
      clock.advance(0.001)
      return clock.now()
    },
  })
  return Object.freeze({
    write(texts) {
      for (const [name, text] of Object.entries(texts))
        writeFileSync(join(folder, name), text ?? '')
    },
    async plan() {
      const opened = openStack(folder, false)
      if (opened.state === 'faulty') throw new Error(JSON.stringify(opened.findings))
      const ledger = countingLedger()
      const connection = connect(folder, opened.stack.spec, world, { ledger, store })
      if (!('drivers' in connection)) throw new Error(JSON.stringify(connection))
      const options = { mode: 'full', targets: [], maxRemovals: null, strict: false } as const
      const planned = await planStack(opened.stack, connection, world, options)
      const counted = ledger.counted()
      return {
        planned,
        counted,
        shown: await shownCmdlets(planned, connection),
        async apply() {
          ledger.counted()
          const byKind = new Map<string, Counted>()
          let kind = ''
          const next = (name: string) => {
            const before = ledger.counted()
            if (kind !== '') byKind.set(kind, before)
            kind = name
          }
          const receipts = await applyPlanned(planned, connection, world, {
            onStart: change => {
              if (change.kind !== kind) next(change.kind)
            },
            onReceipt: () => undefined,
          })
          next('')
          const writes = [...byKind.values()].flatMap(one => one.writes)
          return { receipts, byKind, writes }
        },
      }
    },
  } satisfies CountedStack)
}

/** Names of cmdlets, of the text that a person sees: what goes to the DNS is a comment. */
async function shownCmdlets(planned: Planned, connection: Connection): Promise<readonly string[]> {
  const lines = (await commandsOf(planned, connection)).flatMap(one => one.lines)
  return lines.flatMap(line => /^[A-Z][a-z]+-[A-Za-z]+(?=\s|$)/.exec(line)?.[0] ?? [])
}
