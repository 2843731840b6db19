/**
 * What the REST driver makes of every way to say no, to a read and to a write.
 * The same words mean the same to PowerShell: both ask classify.ts.
 */
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call, ExchangePort, Outcome } from '../../../src/drivers/drivers.js'
import { createExchange } from '../../../src/drivers/exchange/client.js'
import { Fault, type FaultKind } from '../../../src/drivers/fault.js'
import { createLedger } from '../../../src/drivers/ledger.js'
import { findingOf } from '../../../src/engine/fault-finding.js'
import type { Staged } from '../../support/rest-server.js'
import { wireError } from '../../support/rest-wire.js'
import { restWorld, testToken, type RestWorld } from '../../support/rest.js'
import { world } from '../../support/world.js'

let opened: RestWorld
beforeAll(async () => {
  opened = await restWorld(world().domain('contoso.com'))
})
afterAll(() => opened.server.close())

const read: Call = { cmdlet: 'Get-InboundConnector', parameters: {} }
const write: Call = { cmdlet: 'Remove-InboundConnector', parameters: { Identity: 'Milan' } }

function faultIn(outcome: Outcome | undefined): Fault {
  if (outcome?.status === 'failed') return outcome.fault
  throw new Error('The call did not fail.')
}

async function answered(staged: Staged, call: Call, port: ExchangePort = opened.port) {
  opened.server.answerNext(staged)
  const [outcome] = await port.run([call])
  return faultIn(outcome)
}

const crowded =
  'You have reached the maximum number of concurrent requests per tenant. Please wait and try again'
const page = '<html><head><title>Bad gateway</title></head></html>'
const exchange = 'Microsoft.Exchange.Configuration.Tasks.'
const binding = 'Microsoft.Exchange.AdminApi.CommandInvocation.'

interface Refusal {
  readonly says: string
  readonly staged: Staged
  readonly read: FaultKind
  /** As for a read if not given. */
  readonly write?: FaultKind
}

const refusals: readonly Refusal[] = [
  { says: '429', staged: { status: 429, body: '' }, read: 'throttled' },
  { says: 'a full tenant, with 503', staged: { status: 503, body: crowded }, read: 'throttled' },
  { says: 'a full tenant, with 200', staged: { status: 200, body: crowded }, read: 'throttled' },
  { says: 'a full tenant, with 500', staged: { status: 500, body: crowded }, read: 'throttled' },
  { says: '503', staged: { status: 503, body: page }, read: 'transient' },
  {
    says: 'a trouble with Entra, in a header',
    staged: {
      status: 400,
      headers: { 'x-exceptiontype': 'UnableToWriteToAadException' },
      body: wireError(400, '', 'x'),
    },
    read: 'transient',
  },
  {
    says: '408',
    staged: { status: 408, body: '' },
    read: 'transient',
    write: 'unknown-outcome',
  },
  {
    says: '504 of a proxy',
    staged: { status: 504, body: page },
    read: 'transient',
    write: 'unknown-outcome',
  },
  {
    says: '500 without a reason',
    staged: { status: 500, body: 'oops' },
    read: 'transient',
    write: 'unknown-outcome',
  },
  {
    says: 'a page with 200',
    staged: { status: 200, body: page },
    read: 'transient',
    write: 'unknown-outcome',
  },
  {
    says: 'a connection cut after the question',
    staged: { lost: 'after' },
    read: 'transient',
    write: 'unknown-outcome',
  },
  { says: '401', staged: { status: 401, body: '' }, read: 'denied' },
  {
    says: '401 in words',
    staged: { status: 401, body: 'User is not allowed to call Get-InboundConnector' },
    read: 'denied',
  },
  { says: '403 of NUL bytes', staged: { status: 403, body: '\0'.repeat(64) }, read: 'denied' },
  {
    says: 'an object that is not there',
    staged: {
      status: 404,
      body: wireError(404, `${exchange}ManagementObjectNotFoundException`, 'Nicht gefunden.'),
    },
    read: 'not-found',
  },
  { says: '404 of somebody else', staged: { status: 404, body: page }, read: 'rejected' },
  {
    says: 'a clash of addresses',
    staged: {
      status: 400,
      body: wireError(400, `${exchange}ProxyAddressExistsException`, 'Wird schon verwendet.'),
    },
    read: 'conflict',
  },
  {
    says: 'a domain that is not accepted',
    staged: {
      status: 400,
      body: wireError(400, `${exchange}NotAcceptedDomainException`, 'Nicht akzeptiert.'),
    },
    read: 'rejected',
  },
  {
    says: 'an unknown parameter',
    staged: {
      status: 400,
      body: wireError(400, `${binding}AmbiguousParameterSetException`, 'Colour'),
    },
    read: 'rejected',
  },
  {
    says: 'a wrong word, without details',
    staged: {
      status: 400,
      body: wireError(400, `${binding}ParameterTransformationException`, 'Cannot process'),
    },
    read: 'rejected',
  },
  { says: '400 in plain text', staged: { status: 400, body: 'No.' }, read: 'rejected' },
]

describe.each(refusals)('$says', ({ staged, read: onRead, write: onWrite = onRead }) => {
  it(`is ${onRead} for a read`, async () => {
    expect((await answered(staged, read)).kind).toBe(onRead)
  })

  it(`is ${onWrite} for a write`, async () => {
    expect((await answered(staged, write)).kind).toBe(onWrite)
  })
})

describe('a fault', () => {
  it('carries the type of the exception and its words, not the general ones', async () => {
    const type = `${exchange}ManagementObjectNotFoundException`
    const body = wireError(404, type, 'The object is not there.')
    const fault = await answered({ status: 404, headers: { 'request-id': 'r-1' }, body }, read)
    expect(fault).toMatchObject({
      type,
      text: 'The object is not there.',
      operation: 'Get-InboundConnector',
      requestId: 'r-1',
    })
  })

  it('says in how many seconds the service wants to be asked again, as number or moment', async () => {
    const wait = (after: string) =>
      answered({ status: 429, headers: { 'retry-after': after }, body: '' }, read)
    expect((await wait('30')).retryAfterSeconds).toBe(30)
    expect((await wait('Tue, 24 Nov 2026 08:02:00 GMT')).retryAfterSeconds).toBe(120)
    expect((await wait('Tue, 24 Nov 2026 07:00:00 GMT')).retryAfterSeconds).toBe(0)
    expect((await wait('soon')).retryAfterSeconds).toBeUndefined()
    expect((await answered({ status: 429, body: '' }, read)).retryAfterSeconds).toBeUndefined()
  })

  it('has words where the answer has none a person could read', async () => {
    const text = async (status: number, body: string) =>
      (await answered({ status, body }, read)).text
    expect(await text(403, '\0'.repeat(64))).toBe('HTTP 403 without a word')
    expect(await text(502, page)).toContain('Bad gateway')
    expect(await text(400, 'No.\r\n  Never.')).toBe('HTTP 400: No. Never.')
  })
})

describe('without an answer', () => {
  it('a question that takes too long is given up: a write may have landed', async () => {
    const port = opened.connect({ timeouts: { readSeconds: 0.05, writeSeconds: 0.05 } })
    const silent = { silentSeconds: 60 }
    expect(await answered(silent, read, port)).toMatchObject({ kind: 'transient', type: 'timeout' })
    expect((await answered(silent, write, port)).kind).toBe('unknown-outcome')
  })

  it('a host that nobody reaches was never asked, so nothing was changed', async () => {
    const gone = await restWorld()
    await gone.server.close()
    const port = opened.connect({ baseUrl: gone.server.baseUrl })
    for (const call of [read, write]) {
      const fault = faultIn((await port.run([call]))[0])
      expect(fault).toMatchObject({ kind: 'unreachable', type: 'ECONNREFUSED' })
    }
  })

  it('a redirect is not followed, or the token would go to another host', async () => {
    const headers = { location: 'https://example.com/' }
    const before = opened.server.requests.length
    await answered({ status: 302, headers, body: '' }, read)
    expect(opened.server.requests.length).toBe(before + 1)
  })
})

describe('a sign-in that fails', () => {
  it('fails each call with its own fault, and is tried once for all of them', async () => {
    let asked = 0
    const denied = new Fault({ kind: 'denied', text: 'No.', operation: 'sign-in' })
    const token = () => {
      asked += 1
      return Promise.reject(denied)
    }
    const before = opened.server.requests.length
    const outcomes = await opened.connect({ token }).run([write, read, write])
    expect(outcomes.map(faultIn)).toEqual([denied, denied, denied])
    expect(asked).toBe(1)
    expect(opened.server.requests.length).toBe(before)
  })
})

it('never shows the token: not in faults, findings, the ledger or the port itself', async () => {
  const shown: string[] = [inspect(opened.port, { depth: 9, showHidden: true })]
  const exchangeOver = createExchange(opened.port, {
    allow: [write.cmdlet],
    clock: opened.behind.clock.now,
    ledger: createLedger(line => void shown.push(line)),
    retry: work => work(1),
  })
  const stages: readonly Staged[] = [
    ...refusals.map(({ staged }) => staged),
    { status: 400, body: `You sent Bearer ${testToken}` },
    { status: 400, body: wireError(400, 'Some.Exception', `Bearer ${testToken}`) },
    { status: 200, body: `<html>${testToken}</html>` },
    { status: 200, body: { value: [], '@adminapi.warnings': [`Bearer ${testToken}`] } },
  ]
  for (const staged of stages) {
    opened.server.answerNext(staged)
    const outcomes = await exchangeOver.batch([write])
    shown.push(inspect(outcomes, { depth: 9 }), JSON.stringify(outcomes))
    for (const outcome of outcomes)
      if (outcome.status === 'failed') {
        const { stack = '', cause } = outcome.fault
        shown.push(stack, inspect(cause), JSON.stringify(findingOf(outcome.fault, 'connector')))
      }
  }
  expect(shown.join('\n')).not.toContain(testToken)
})
