/** The world fails: what is known afterwards, and what must be looked at. */
import type { SceneFault } from '../../../../src/drivers/exchange/simulator/scene.js'
import type { Case } from './case.js'
import { contoso, getConnectors, newConnector } from './given.js'

const failing = (...faults: readonly SceneFault[]) => contoso({ faults })
const write = 'New-InboundConnector'
const read = 'Get-InboundConnector'

export const failures: readonly Case[] = [
  {
    says: 'a write that is throttled did nothing and may be tried again',
    given: failing({ cmdlet: write, fault: 'throttled' }),
    calls: [[newConnector('Milan')], [getConnectors], [newConnector('Milan')]],
    then: [{ fault: 'throttled' }, { rows: [] }, { count: 1 }],
  },
  {
    says: 'a read that is throttled is no empty answer',
    given: failing({ cmdlet: read, fault: 'throttled' }),
    calls: [[getConnectors], [getConnectors]],
    then: [{ fault: 'throttled' }, { rows: [] }],
  },
  {
    says: 'a passing failure did nothing and may be tried again',
    given: failing({ cmdlet: write, fault: 'transient' }),
    calls: [[newConnector('Milan')], [getConnectors], [newConnector('Milan')]],
    then: [{ fault: 'transient' }, { rows: [] }, { count: 1 }],
  },
  {
    says: 'a write that is denied did nothing',
    given: failing({ cmdlet: write, fault: 'denied' }),
    calls: [[newConnector('Milan')], [getConnectors]],
    then: [{ fault: 'denied' }, { rows: [] }],
  },
  {
    says: 'a refusal of the values is told by its type',
    given: failing({ cmdlet: write, fault: 'rejected' }),
    calls: [[newConnector('Milan')], [getConnectors]],
    then: [{ fault: 'rejected', type: 'Injected' }, { rows: [] }],
  },
  {
    says: 'a write without an answer may have landed: its outcome is unknown',
    given: failing({ cmdlet: write, fault: 'timeout-after-write' }),
    calls: [[newConnector('Milan')], [getConnectors]],
    then: [{ fault: 'unknown-outcome' }, { rows: [{ Name: 'Milan' }] }],
  },
  {
    says: 'a write without an answer may not have landed: its outcome is unknown as well',
    given: failing({ cmdlet: write, fault: 'timeout-before-write' }),
    calls: [[newConnector('Milan')], [getConnectors]],
    then: [{ fault: 'unknown-outcome' }, { rows: [] }],
  },
  {
    says: 'a read without an answer changed nothing, and the next one is answered',
    given: failing({ cmdlet: read, fault: 'timeout-before-write' }),
    calls: [[getConnectors], [getConnectors]],
    then: [{ fault: 'transient' }, { rows: [] }],
  },
  {
    says: 'only the call that fails fails: those around it in the round trip are answered',
    given: failing({ cmdlet: write, call: 2, fault: 'throttled' }),
    calls: [newConnector('Milan'), newConnector('Turin'), newConnector('Oslo'), getConnectors],
    then: [
      { count: 1 },
      { fault: 'throttled' },
      { count: 1 },
      { rows: [{ Name: 'Milan' }, { Name: 'Oslo' }] },
    ],
  },
]
