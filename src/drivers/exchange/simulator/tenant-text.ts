/**
 * The tenant as text, as it stands in `tenant.json`. What cannot be read is
 * never an empty tenant: it is told, with what to do.
 *
 * The whole text is written for every change, and a change is one of thousands
 * of recipients: so the bytes of each are made once, and remembered as long as
 * it is the same.
 */
import { Buffer } from 'node:buffer'
import { Fault } from '../../fault.js'
import { configurationNouns, tenantFormat, type Tenant } from './tenant.js'
import { isObject } from '../../plain-object.js'

/** Nouns that a state of an older version does not have. */
const sinceThen = { ServicePrincipal: [], ManagementScope: [], ManagementRoleAssignment: [] }

type Recipient = Tenant['recipients'][number]

const knownBytes = new WeakMap<Recipient, Buffer>()
const comma = Buffer.from(',\n')

export function printTenant(tenant: Tenant): string {
  return tenantBytes(tenant).toString()
}

/** As JSON with two blanks for each level, which people read and edit. */
export function tenantBytes({ recipients, ...rest }: Tenant): Buffer {
  const head = `${JSON.stringify(rest, null, 2).slice(0, -'\n}'.length)},\n  "recipients": [`
  if (recipients.length === 0) return Buffer.from(`${head}]\n}\n`)
  const list = recipients.flatMap((one, index) =>
    index === 0 ? [bytesOf(one)] : [comma, bytesOf(one)],
  )
  return Buffer.concat([Buffer.from(`${head}\n`), ...list, Buffer.from('\n  ]\n}\n')])
}

function bytesOf(one: Recipient): Buffer {
  const known = knownBytes.get(one)
  if (known) return known
  const bytes = Buffer.from(`    ${JSON.stringify(one, null, 2).replaceAll('\n', '\n    ')}`)
  knownBytes.set(one, bytes)
  return bytes
}

export function parseTenant(text: string, path: string): Tenant {
  const data = parsed(text, path)
  if (!isObject(data)) throw unreadable(path, 'it holds no object')
  if (data.format !== tenantFormat)
    throw unreadable(path, `its format is ${JSON.stringify(data.format) || 'missing'}`)
  const { objects, recipients, minted, calls } = data
  const nouns: Readonly<Record<string, unknown>> = isObject(objects)
    ? { ...sinceThen, ...objects }
    : {}
  const faulty = configurationNouns.find(noun => !isListOfObjects(nouns[noun]))
  if (faulty) throw unreadable(path, `"${faulty}" is no list of objects`)
  if (!isListOfObjects(recipients) || !recipients.every(isRecipient))
    throw unreadable(path, '"recipients" holds something that is none')
  if (typeof minted !== 'number' || !isObject(calls)) throw unreadable(path, 'its counts are gone')
  // Its shape was looked at above; whoever edits the file by hand answers for the rest.
  return { ...data, objects: nouns } as unknown as Tenant
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : 'it is no JSON')
  }
}

function unreadable(path: string, why: string): Fault {
  return new Fault({
    kind: 'rejected',
    operation: 'open the simulated tenant',
    type: 'Devicemail.Simulator.UnreadableState',
    text: `${path} cannot be read: ${why}. Mend it, or delete it to start again from simulator.yaml.`,
  })
}

function isRecipient(one: Readonly<Record<string, unknown>>): boolean {
  const texts = ['Guid', 'ExternalDirectoryObjectId', 'RecipientTypeDetails', 'Name', 'Alias']
  return texts.every(name => typeof one[name] === 'string') && Array.isArray(one.EmailAddresses)
}

function isListOfObjects(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.every(isObject)
}
