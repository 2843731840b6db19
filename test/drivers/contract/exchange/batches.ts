/** Many calls in one round trip: they run in order, each on its own. */
import type { Case } from './case.js'
import { call, contoso, get, getConnectors, newConnector, set, withMailboxes } from './given.js'

const devices = Array.from({ length: 25 }, (_, index) => `device-${String(index + 1)}@contoso.com`)

export const batches: readonly Case[] = [
  { says: 'no call has no outcome', given: contoso(), calls: [], then: [] },
  {
    says: 'many reads are answered in the order of the calls',
    given: withMailboxes(...devices),
    calls: devices.map(one => get('Get-Mailbox', one)),
    then: devices.map(one => ({ rows: [{ PrimarySmtpAddress: one }] })),
  },
  {
    says: 'a read that fails among others keeps its place, and they theirs',
    given: withMailboxes('a@contoso.com', 'c@contoso.com'),
    calls: ['a', 'b', 'c'].map(one => get('Get-Mailbox', `${one}@contoso.com`)),
    then: [
      { rows: [{ PrimarySmtpAddress: 'a@contoso.com' }] },
      { fault: 'not-found' },
      { rows: [{ PrimarySmtpAddress: 'c@contoso.com' }] },
    ],
  },
  {
    says: 'a write is seen by the reads behind it, not by those before',
    given: contoso(),
    calls: [getConnectors, newConnector('Milan'), getConnectors],
    then: [{ rows: [] }, { rows: [{ Name: 'Milan' }] }, { rows: [{ Name: 'Milan' }] }],
  },
  {
    says: 'writes run in order: what one makes, the next may change',
    given: contoso(),
    calls: [
      newConnector('Milan'),
      set('Set-InboundConnector', 'Milan', { Name: 'Turin' }),
      newConnector('Milan'),
      getConnectors,
    ],
    then: [
      { count: 1 },
      { rows: [] },
      { count: 1 },
      { rows: [{ Name: 'Turin' }, { Name: 'Milan' }] },
    ],
  },
  {
    says: 'a write that fails does not hold back the next',
    given: contoso(),
    calls: [newConnector('Milan'), newConnector('Milan'), newConnector('Turin'), getConnectors],
    then: [{ count: 1 }, { fault: 'conflict' }, { count: 1 }, { count: 2 }],
  },
  {
    says: 'the same question twice gets two answers',
    given: contoso(),
    calls: [call('Get-TransportConfig'), call('Get-TransportConfig')],
    then: [{ count: 1 }, { count: 1 }],
  },
  {
    says: 'a warning belongs to its own call',
    given: contoso({ connectorsBornDisabled: true }),
    calls: [getConnectors, newConnector('Milan'), getConnectors],
    then: [{ rows: [] }, { count: 1, warnings: ['created in a disabled state'] }, { count: 1 }],
  },
  {
    says: 'one round trip after another sees what the ones before did',
    given: contoso(),
    calls: [[newConnector('Milan')], [getConnectors], [set('Remove-InboundConnector', 'Milan')]],
    then: [{ count: 1 }, { count: 1 }, { rows: [] }],
  },
]
