/** What a doctor makes of a sign-in that is refused, or tells nothing of rights. */
import { describe, expect, it } from 'vitest'
import { Fault, type FaultDetails } from '../../src/drivers/fault.js'
import { noLedger } from '../../src/drivers/ledger.js'
import { finding } from '../../src/findings.js'
import { connect, type Connection } from '../../src/run/connect.js'
import { checkSignIn } from '../../src/run/doctor/sign-in.js'
import { openStack } from '../../src/run/stack.js'
import { contosoTexts } from '../support/contoso.js'
import { quietWorld } from '../support/quiet-world.js'
import { stack } from '../support/stack.js'

type Offers = Connection['identities'][number]['offers']

/** A connection whose identity answers so. */
function connection(offers: Offers): Connection {
  const opened = openStack(stack(contosoTexts).folder, false)
  if (opened.state === 'faulty') throw new Error('The stack is faulty.')
  const { folder, spec } = opened.stack
  const connected = connect(folder, spec, quietWorld(), { ledger: noLedger })
  if (!('drivers' in connected)) throw new Error('The stack does not connect.')
  return { ...connected, identities: [{ purpose: 'all', offers }] }
}

const refusing = (details: Omit<FaultDetails, 'operation'>) =>
  connection(() => Promise.reject(new Fault({ ...details, operation: 'sign-in' })))

describe('a sign-in', () => {
  it('that is refused without a word lacks a role: permission and role are both named', async () => {
    const { checks, offers } = await checkSignIn(refusing({ kind: 'denied', text: '403' }))
    expect(offers).toBeNull()
    expect(checks).toMatchObject([
      { state: 'failed', why: { code: 'signed-in-without-role', severity: 'error' } },
    ])
    expect(JSON.stringify(checks)).toContain('Exchange.ManageAsApp')
    expect(JSON.stringify(checks)).toContain('Global Reader')
  })

  it('whose driver knows the way out has its words', async () => {
    const why = finding('access-token-run-out', { expiresOn: '2026-11-24' })
    const { checks } = await checkSignIn(refusing({ kind: 'denied', text: 'x', finding: why }))
    expect(checks).toMatchObject([{ state: 'failed', why }])
  })

  it('that finds no connection is told as that', async () => {
    const { checks } = await checkSignIn(refusing({ kind: 'unreachable', text: 'ENOTFOUND' }))
    expect(checks).toMatchObject([{ state: 'failed', why: { code: 'world-unreachable' } }])
  })

  it('of a driver that tells nothing of rights is tried by a look', async () => {
    const { checks, offers } = await checkSignIn(connection(null))
    expect(checks).toMatchObject([{ state: 'ok' }])
    expect(offers).toBeNull()
  })
})
