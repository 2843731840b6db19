/**
 * What every way to Exchange must do, told as a list of cases in plain data: a
 * tenant, calls, and what comes of each. The simulator, a real PowerShell and
 * the REST endpoint are held to the same list.
 *
 * Behind each of them stands a simulated tenant. A twin of it is asked directly,
 * so that whatever a driver carries must arrive as it was, property by property,
 * also where a case tells only what matters of it.
 */
import { describe, expect, test } from 'vitest'
import type { Call, ExchangePort, Outcome, Row } from '../../../src/drivers/drivers.js'
import type { Way } from '../../support/ways.js'
import { world, type World } from '../../support/world.js'
import { applications } from './exchange/applications.js'
import { batches } from './exchange/batches.js'
import { binding } from './exchange/binding.js'
import type { Came, Case } from './exchange/case.js'
import { connectors } from './exchange/connectors.js'
import { failures } from './exchange/failures.js'
import { lists } from './exchange/lists.js'
import { mailboxes } from './exchange/mailboxes.js'
import { permissions } from './exchange/permissions.js'
import { reads } from './exchange/reads.js'
import { rights } from './exchange/rights.js'
import { selections } from './exchange/selections.js'
import { texts } from './exchange/texts.js'

const cases: readonly Case[] = [
  ...reads,
  ...lists,
  ...selections,
  ...texts,
  ...connectors,
  ...mailboxes,
  ...permissions,
  ...applications,
  ...binding,
  ...batches,
  ...rights,
  ...failures,
]

/** Runs all cases against a driver. */
export function exchangeContract(driver: string, way: Way): void {
  describe(`${driver} as a way to Exchange`, () => {
    test.each(cases)(
      '$says',
      async ({ given, calls, then, mayJudgeItself = false }) => {
        const [behind, twin] = [world(given).build(), world(given).build()]
        const came = await runAll(way(behind.port), calls)
        expect(came).toHaveLength(then.length)
        then.forEach((expected, index) => {
          expect(came[index]).toMatchObject(shapeOf(expected, came[index]))
          if ('onlyRows' in expected) expect(came[index]).toHaveProperty('rows', expected.onlyRows)
        })
        const alike = mayJudgeItself ? onlyWhether : normal
        expect(came.map(alike)).toEqual((await runAll(twin.port, calls)).map(alike))
        expect(stateOf(behind)).toEqual(stateOf(twin))
      },
      30_000,
    )
  })
}

async function runAll(port: ExchangePort, calls: Case['calls']): Promise<readonly Outcome[]> {
  const came: Outcome[] = []
  for (const trip of isTrips(calls) ? calls : [calls]) came.push(...(await port.run(trip)))
  return came
}

function isTrips(calls: Case['calls']): calls is readonly (readonly Call[])[] {
  return Array.isArray(calls[0])
}

function shapeOf(expected: Came, came: Outcome | undefined): object {
  if ('fault' in expected) {
    const { fault, type, retryAfterSeconds } = expected
    const kinds = typeof fault === 'string' ? [fault] : fault
    const kind =
      came?.status === 'failed' && kinds.includes(came.fault.kind) ? came.fault.kind : kinds
    return {
      status: 'failed',
      fault: {
        kind,
        ...(type === undefined ? {} : { type: expect.stringMatching(`(^|\\.)${type}$`) as string }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      },
    }
  }
  const warnings = (expected.warnings ?? []).map(one => expect.stringContaining(one) as string)
  if ('onlyRows' in expected) return { status: 'done', rows: expected.onlyRows, warnings }
  const rows =
    'rows' in expected
      ? expected.rows
      : Array.from({ length: expected.count }, () => expect.anything() as Row)
  return { status: 'done', rows, warnings }
}

/** What must be the same whichever way it came. Of a fault that no service spoke, the kind is its driver's to say. */
function normal(outcome: Outcome): unknown {
  if (outcome.status === 'done')
    return { rows: outcome.rows.map(sorted), warnings: outcome.warnings }
  const { kind, type = '', operation } = outcome.fault
  const spoken = ['not-found', 'conflict', 'rejected'].includes(kind)
  return spoken ? { kind, type: type.split('.').at(-1), operation } : { failed: operation }
}

function onlyWhether({ status }: Outcome): unknown {
  return status
}

/** Properties in any order. */
function sorted(row: Row): Row {
  return Object.fromEntries(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** All that was changed; how often a cmdlet was called is no matter of the driver. */
function stateOf({ tenant }: World): unknown {
  return { ...tenant(), calls: undefined }
}
