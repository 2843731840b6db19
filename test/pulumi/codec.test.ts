import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProperties, writeProperties, writeRaw } from '../../src/pulumi/codec/properties.js'
import { fieldsOf, liveOf } from '../../src/pulumi/codec/outputs.js'
import { unmarked, type Raw } from '../../src/pulumi/codec/markers.js'
import { desiredOf } from '../../src/pulumi/codec/inputs.js'
import { InboundConnector } from '../../src/resources/inbound-connector.js'
import { toData } from '../../src/resources/field-table.js'
import { kinds } from '../../src/resources/kinds.js'
import { connector, guard, kindOf, mailbox, smtpAuth, spf } from '../support/wanted.js'

const secret = (value: unknown) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
})
const output = (value?: unknown) => ({
  '4dabf18193072939515e22adb298388d': 'd0e6a833031e9bbcd3f4e8bde6ca49a4',
  ...(value === undefined ? {} : { value }),
})
const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

function read(raw: Readonly<Record<string, unknown>>) {
  return readProperties(writeRaw(raw as Parameters<typeof writeRaw>[0]))
}

describe('what Pulumi marks', () => {
  test('a secret is read as its value, and known to be one', () => {
    const { values, secret: secrets } = read({ displayName: secret('Printers') })
    expect(values).toEqual({ displayName: 'Printers' })
    expect([...secrets]).toEqual(['displayName'])
  })

  test('a secret inside a list makes the whole list secret', () => {
    const { values, secret: secrets } = read({
      members: ['it@contoso.com', secret('a@contoso.com')],
    })
    expect(values).toEqual({ members: ['it@contoso.com', 'a@contoso.com'] })
    expect([...secrets]).toEqual(['members'])
  })

  test('what is not known yet is no value, also inside a list or a secret', () => {
    const {
      values,
      unknown: unknowns,
      secret: secrets,
    } = read({
      name: unknown,
      members: ['it@contoso.com', unknown],
      displayName: secret(unknown),
      site: output(),
      hidden: true,
    })
    expect(values).toEqual({ hidden: true })
    expect([...unknowns].sort()).toEqual(['displayName', 'members', 'name', 'site'])
    expect([...secrets]).toEqual(['displayName'])
  })

  test('an output of another resource is read as its value', () => {
    expect(read({ name: output('Milan') }).values).toEqual({ name: 'Milan' })
  })

  test('what was marked is marked again on its way out', () => {
    const message = writeProperties({
      values: { displayName: 'Printers', hidden: true },
      unknown: new Set(['mark']),
      secret: new Set(['displayName', 'mark']),
    })
    expect(message.toJavaScript()).toEqual({
      displayName: secret('Printers'),
      hidden: true,
      mark: secret(unknown),
    })
  })
})

test('a name that is special to JavaScript is a name like any other, at any depth', () => {
  const odd = JSON.parse('{ "__proto__": { "__proto__": [1] }, "constructor": true }') as Raw
  const { value } = unmarked(odd)
  expect(value).toEqual(odd)
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor'])
  const message = writeRaw({})
  message.toJavaScript = () => ({ toString: 'x', ...(odd as Readonly<Record<string, Raw>>) })
  const { values } = readProperties(message)
  expect(Object.keys(values)).toEqual(['toString', '__proto__', 'constructor'])
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
})

test('plain values come back as they were sent, whatever they are', () => {
  const text = fc.string().filter(one => !one.includes('-'))
  const value = fc.oneof(text, fc.boolean(), fc.constant(null), fc.array(text))
  // The map of google-protobuf itself cannot hold this one name: it is gone before we see it.
  const name = fc.string({ minLength: 1 }).filter(one => one !== '__proto__')
  fc.assert(
    fc.property(fc.dictionary(name, value), values => {
      expect(readProperties(writeProperties({ values })).values).toEqual({ ...values })
    }),
  )
})

describe('a thing of any kind', () => {
  const things = [
    connector('milan'),
    mailbox('printer@contoso.com', { aliases: ['scan@contoso.com'] }),
    smtpAuth('scans@contoso.com'),
    spf('contoso.com', ['ip4:203.0.113.10']),
    guard(),
  ]

  test('is there, one for each kind', () => {
    expect(things.map(one => one.kind).sort()).toEqual(kinds.map(one => one.name).sort())
  })

  test.each(things)('$kind survives the way through inputs', wanted => {
    const kind = kindOf(kinds, wanted)
    const desired = desiredOf(kind, toData(kind.fields, wanted.desired))
    expect(toData(kind.fields, desired)).toEqual(toData(kind.fields, wanted.desired))
    expect(kind.keyOf(desired)).toBe(wanted.key)
  })

  test.each(things)('$kind survives the way through outputs', wanted => {
    const kind = kindOf(kinds, wanted)
    const outputs = fieldsOf(kind, wanted.desired)
    expect(fieldsOf(kind, liveOf(kind, outputs))).toEqual(outputs)
  })
})

test('a constant that somebody changed in the tenant is told as it is, not as it should be', () => {
  const live = { ...connector('milan').desired, connectorType: 'Partner', senderDomains: [] }
  expect(fieldsOf(kindOf(kinds, { kind: InboundConnector.name }), live).connectorType).toBe(
    'Partner',
  )
})
