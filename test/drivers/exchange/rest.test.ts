/** The REST driver against a loopback server: what it sends, and what it makes of the answers. */
import { request as secureRequest } from 'node:https'
import { describe, expect, it } from 'vitest'
import { secretOf } from '../../../src/drivers/secret.js'
import { loopbackTls, tokenWith } from '../../support/entra-server.js'
import { call, faultIn, getConnectors, newConnector, rowsIn } from '../../support/outcomes.js'
import { openRest as open, testToken } from '../../support/rest.js'
import { world } from '../../support/world.js'

describe('a request', () => {
  it('names tenant, cmdlet and parameters, and says who calls', async () => {
    const { port, server } = await open()
    await port.run([newConnector('Milan')])
    const [request] = server.requests
    expect(request).toMatchObject({
      method: 'POST',
      version: 'beta',
      tenant: '0b0b0b0b-1111-2222-3333-444444444444',
      resource: 'InvokeCommand',
      commands: [{ cmdlet: 'New-InboundConnector', parameters: { Name: 'Milan', Confirm: false } }],
    })
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${testToken}`,
      prefer: 'odata.maxpagesize=1000',
      'x-cmdletname': 'New-InboundConnector',
      'x-anchormailbox':
        'APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@0b0b0b0b-1111-2222-3333-444444444444',
    })
  })

  it('has an id of its own, within a connection that keeps its id', async () => {
    const { port, server } = await open()
    await port.run([newConnector('Milan'), newConnector('Turin')])
    const ids = server.requests.map(({ headers }) => headers['client-request-id'])
    expect(new Set(ids).size).toBe(2)
    expect(new Set(server.requests.map(({ headers }) => headers['connection-id'])).size).toBe(1)
  })

  it('is routed by the person who signed in, and by the customer for a partner', async () => {
    const { connect, server } = await open()
    const token = secretOf(tokenWith({ tid: 'customer', upn: 'admin@fabrikam.com' }))
    const options = { token: () => Promise.resolve({ token, expiresOn: new Date() }) }
    await connect(options).run([getConnectors])
    await connect({ ...options, delegated: true }).run([getConnectors])
    expect(server.requests.map(({ headers }) => headers['x-anchormailbox'])).toEqual([
      'UPN:admin@fabrikam.com',
      'UPN:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@contoso.onmicrosoft.com',
    ])
  })

  it('edits a list by a hashtable of the service, and overwrites it by a plain list', async () => {
    const connector = { Name: 'Milan', SenderIPAddresses: ['203.0.113.5', '203.0.113.6'] }
    const { port, server, behind } = await open(world().connector(connector))
    const edit = { add: ['203.0.113.7'], remove: ['203.0.113.5'] }
    await port.run([
      call('Set-InboundConnector', { Identity: 'Milan', SenderIPAddresses: edit }),
      call('Set-InboundConnector', { Identity: 'Milan', SenderDomains: ['contoso.com'] }),
    ])
    expect(server.requests[0]?.commands[0]?.parameters).toEqual({
      Identity: 'Milan',
      SenderIPAddresses: {
        '@odata.type': '#Exchange.GenericHashTable',
        Add: ['203.0.113.7'],
        Remove: ['203.0.113.5'],
      },
    })
    expect(behind.state().connectors).toMatchObject([
      {
        SenderIPAddresses: ['203.0.113.6', '203.0.113.7'],
        SenderDomains: ['smtp:contoso.com;1'],
      },
    ])
  })

  it('asks the older sister of a cmdlet of the module, for the properties wanted alone', async () => {
    const { port, server } = await open(world().domain('contoso.com').mailbox('a@contoso.com'))
    const [outcome] = await port.run([
      call('Get-EXOMailbox', {
        PrimarySmtpAddress: 'a@contoso.com',
        PropertySets: ['Policy'],
        Properties: ['CustomAttribute15'],
      }),
    ])
    const [command] = server.requests[0]?.commands ?? []
    expect(command).toMatchObject({
      cmdlet: 'Get-Mailbox',
      parameters: { Identity: 'a@contoso.com' },
    })
    expect(command?.select).toContain('EmailAddresses')
    expect(rowsIn(outcome)).toHaveLength(1)
    expect(rowsIn(outcome)[0]).toMatchObject({
      PrimarySmtpAddress: 'a@contoso.com',
      CustomAttribute15: '',
      EmailAddressPolicyEnabled: false,
    })
    expect(rowsIn(outcome)[0]).not.toHaveProperty('HiddenFromAddressListsEnabled')
  })

  it('asks for the properties that are selected alone, also of the sets of a module', async () => {
    const { port, server } = await open(world().domain('contoso.com').connector('Milan'))
    const select = ['guid', 'Comment']
    await port.run([{ ...getConnectors, select }])
    await port.run([{ ...call('Get-EXOMailbox', {}), select }])
    await port.run([{ ...call('Get-EXOMailbox', { Properties: ['*'] }), select }])
    await port.run([{ ...call('Get-EXOCasMailbox', {}), select }])
    expect(server.requests.flatMap(({ commands }) => commands.map(one => one.select))).toEqual([
      select,
      ['Guid'],
      select,
      select,
    ])
  })

  it('asks for everything where no narrower question is known', async () => {
    const { port, server } = await open()
    await port.run([call('Get-EXOMailbox', { PropertySets: ['All'] })])
    await port.run([call('Get-EXOMailbox', { Properties: ['*'] })])
    await port.run([call('Get-EXOCasMailbox', {})])
    expect(server.requests.map(({ resource }) => resource)).toEqual(
      Array.from({ length: 3 }, () => 'InvokeCommand'),
    )
  })

  it('goes over HTTPS', async () => {
    const { connect } = await open(world().connector('Milan'), { secure: true })
    const [outcome] = await connect({ fetch: trusting(loopbackTls.cert) }).run([getConnectors])
    expect(rowsIn(outcome)).toMatchObject([{ Name: 'Milan' }])
  })

  it('is never sent to a host whose certificate nobody vouches for', async () => {
    const { port, server } = await open(world(), { secure: true })
    const [outcome] = await port.run([newConnector('Milan')])
    expect(faultIn(outcome)?.kind).toBe('unreachable')
    expect(server.requests).toEqual([])
  })
})

describe('an answer', () => {
  it('gives rows without the notes of OData, at any depth', async () => {
    const { port, server } = await open()
    const body = {
      '@odata.context': 'x',
      value: [
        {
          'Guid@data.type': 'System.Guid',
          Guid: 'b54cda26',
          'Names@odata.type': '#Collection(String)',
          Names: [],
          Nested: { '@odata.type': '#Exchange.Thing', Deep: [{ 'x@odata.type': 'y', x: 1 }] },
          'it@contoso.com': 'a key that is an address',
          Nothing: null,
        },
      ],
    }
    server.answerNext({ status: 200, body })
    const [outcome] = await port.run([getConnectors])
    expect(rowsIn(outcome)).toEqual([
      {
        Guid: 'b54cda26',
        Names: [],
        Nested: { Deep: [{ x: 1 }] },
        'it@contoso.com': 'a key that is an address',
        Nothing: null,
      },
    ])
  })

  it('may hold warnings alone, and those of the own pace are left out', async () => {
    const { port, server } = await open()
    const warnings = ['Micro delay applied. Actual delayed: 12 msecs', 'No settings were modified.']
    server.answerNext({ status: 200, body: { '@adminapi.warnings': warnings } })
    const [outcome] = await port.run([call('Set-Mailbox', { Identity: 'a' })])
    expect(outcome).toEqual({ status: 'done', rows: [], warnings: ['No settings were modified.'] })
  })

  it('in pages is no answer to a read: nobody knows the rest', async () => {
    const { port, server } = await open()
    const body = { value: [{ Name: 'Milan' }], '@odata.nextLink': 'https://example.com/next' }
    server.answerNext({ status: 200, body })
    const [outcome] = await port.run([getConnectors])
    expect(faultIn(outcome)?.finding?.code).toBe('rest-answer-in-pages')
  })

  it('is whole for thousands of rows', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `d${String(index)}@contoso.com`)
    const tenant = many.reduce((built, one) => built.mailbox(one), world().domain('contoso.com'))
    const { port } = await open(tenant)
    const [outcome] = await port.run([call('Get-Mailbox', { ResultSize: 'Unlimited' })])
    expect(rowsIn(outcome)).toHaveLength(3000)
  })
})

it('tells which cmdlets the caller is offered, those of the module too', async () => {
  const { port, server } = await open(world({ roles: ['View-Only Recipients'] }))
  const offers = (await port.offers?.()) ?? []
  const names = offers.map(({ cmdlet }) => cmdlet)
  expect(names).toContain('Get-Mailbox')
  expect(names).toContain('Get-EXOMailbox')
  expect(names).not.toContain('New-InboundConnector')
  expect(server.requests[0]).toMatchObject({ method: 'GET', version: 'v1.0' })
  expect(server.requests[0]?.headers.commandname).toBe('*')
})

/** `fetch` that trusts one certificate more; Node's own cannot be told so within a process. */
function trusting(ca: string): typeof fetch {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const { method = 'GET', headers = {}, body } = init ?? {}
      const options = { method, headers: Object.fromEntries(new Headers(headers)), ca }
      const request = secureRequest(url as string, options, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          resolve(new Response(Buffer.concat(chunks), { status: response.statusCode ?? 0 }))
        })
      })
      request.on('error', reject)
      request.end(body)
    })
}
