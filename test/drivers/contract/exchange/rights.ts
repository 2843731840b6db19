/** A caller without the role: refused in both shapes, and nothing is changed. */
import type { Case } from './case.js'
import { call, contoso, getConnectors, newConnector, newMailbox, printer } from './given.js'

const reader = contoso({ roles: ['Global Reader'] })

export const rights: readonly Case[] = [
  {
    says: 'who may only read is answered',
    given: reader,
    calls: [getConnectors, call('Get-Recipient'), call('Get-OrganizationConfig')],
    then: [{ rows: [] }, { rows: [] }, { count: 1 }],
  },
  {
    says: 'who may only read and writes is denied by a mute 403',
    given: { ...reader, missingRoleShows: 'forbidden' },
    calls: [newConnector('Milan'), getConnectors],
    then: [{ fault: 'denied' }, { rows: [] }],
  },
  {
    says: 'who may only read and writes is denied where the cmdlet is not there',
    given: { ...reader, missingRoleShows: 'not-recognized' },
    calls: [newConnector('Milan'), getConnectors],
    then: [{ fault: 'denied' }, { rows: [] }],
  },
  {
    says: 'a read that is denied is no empty answer',
    given: contoso({ roles: ['View-Only Configuration'] }),
    calls: [call('Get-Mailbox', { ResultSize: 'Unlimited' })],
    then: [{ fault: 'denied' }],
  },
  {
    says: 'who may write mailboxes may not therefore write connectors',
    given: contoso({ roles: ['Exchange Recipient Administrator'] }),
    calls: [newMailbox(printer), newConnector('Milan')],
    then: [{ count: 1 }, { fault: 'denied' }],
  },
  {
    says: 'a role too few is a role too few: changing mailboxes does not make any',
    given: contoso({ roles: ['Mail Recipients'] }),
    calls: [newMailbox(printer), call('Get-Mailbox')],
    then: [{ fault: 'denied' }, { rows: [] }],
  },
]
