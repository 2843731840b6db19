/**
 * What Exchange knows of an application in Entra: without it no mailbox and no
 * role can be given to the application by which a device signs in (`oauth-app`).
 *
 * We lean on these facts; each has a test with the same words:
 * - only the display name can be changed, so other ids make it anew
 * - a new application is unknown to Exchange for minutes, so it is tried again
 * - an application is known to Exchange once, whatever it is called there
 *
 * The application itself belongs to Entra, and so does its secret or certificate.
 * A service principal alone gives no right.
 */
import type { Row } from '../drivers/drivers.js'
import { finding } from '../findings.js'
import { lowerCase, text, type Fields } from './field.js'
import { fromRow, propertiesOf, toParameters } from './field-table.js'
import {
  bareName,
  foundByMark,
  markedName,
  nameFaults,
  readNamed,
  type NameSpace,
} from './marked-name.js'
import { defineKind, keyFrom, type Drivers, type Key } from './resource.js'
import { orTooEarly } from './too-early.js'

export interface DesiredServicePrincipal {
  /** The key: the application, as the program calls it. */
  readonly application: string
  readonly name: string
  /** The client id. */
  readonly appId: string
  /** Of the enterprise application, not of the registration. */
  readonly objectId: string
}

export interface LiveServicePrincipal extends DesiredServicePrincipal {
  readonly guid: string
  /** The name with its mark. */
  readonly displayName: string
}

const fields: Fields<DesiredServicePrincipal> = {
  application: lowerCase({ role: 'key', about: 'The application, as the program calls it.' }),
  name: text({
    parameter: 'DisplayName',
    about: 'Name shown in Exchange; our mark stands behind it.',
  }),
  appId: lowerCase({
    parameter: { 'New-ServicePrincipal': 'AppId' },
    property: 'AppId',
    about: 'Client id of the application.',
  }),
  objectId: lowerCase({
    parameter: { 'New-ServicePrincipal': 'ObjectId' },
    property: 'ObjectId',
    about: 'Object id of its enterprise application, which is not that of its registration.',
  }),
}

const space: NameSpace = { what: 'service principal', property: 'DisplayName', longest: 256 }

export const ExchangeServicePrincipal = defineKind<DesiredServicePrincipal, LiveServicePrincipal>({
  name: 'exchange-service-principal',
  summary: 'Tells Exchange of an application in Entra, so that it can be given rights.',
  cmdlets: {
    read: { 'Get-ServicePrincipal': ['Guid', ...propertiesOf(fields)] },
    write: ['New-ServicePrincipal', 'Set-ServicePrincipal', 'Remove-ServicePrincipal'],
  },
  owns: 'object',
  whenUnwanted: 'remove',
  fields,
  keyOf: desired => keyFrom(desired.application),
  check: nameFaults,

  tell({ before, after }) {
    const name = after?.name ?? before?.name ?? ''
    const known = `The application ${name}`
    return {
      title: `service principal "${name}"`,
      meaning: after
        ? `${known} is known to Exchange; it may do nothing before a role is given to it.`
        : `${known} is no longer known to Exchange, and loses what it could do there.`,
      canMore: [],
      canLess: after ? [] : [`${known}: can no longer send`],
      ifWrong: after ? 'the application cannot sign in; nobody else can do more' : null,
      details: after ? [{ label: 'object id', text: after.objectId }] : [],
    }
  },

  async find({ exchange }) {
    return foundByMark(await exchange.run('Get-ServicePrincipal'), space)
  },

  async read({ exchange, mark }, keys, wanted) {
    if (keys.length === 0) return new Map()
    const rows = await exchange.run('Get-ServicePrincipal')
    const isSame = (row: Row, { appId }: DesiredServicePrincipal) =>
      String(row.AppId).toLowerCase() === appId.toLowerCase()
    return readNamed({ rows, space, mark, keys, wanted, isSame, toLive })
  },

  async write(drivers, desired, live) {
    const { exchange, mark } = drivers
    if (!live) {
      await create(drivers, desired)
      return
    }
    if (live.appId !== desired.appId || live.objectId !== desired.objectId) {
      await exchange.run('Remove-ServicePrincipal', { Identity: live.guid })
      await create(drivers, desired)
      return
    }
    const DisplayName = markedName(mark, desired)
    if (live.displayName !== DisplayName)
      await exchange.run('Set-ServicePrincipal', { Identity: live.guid, DisplayName })
  },

  async remove({ exchange }, live) {
    await exchange.run('Remove-ServicePrincipal', { Identity: live.guid })
  },

  async setMark({ exchange, mark }, live, key) {
    const DisplayName = key === null ? live.name : markedName(mark, { ...live, application: key })
    await exchange.run('Set-ServicePrincipal', { Identity: live.guid, DisplayName })
  },
})

async function create(
  { exchange, mark }: Drivers,
  desired: DesiredServicePrincipal,
): Promise<void> {
  const ids = toParameters(fields, 'New-ServicePrincipal', desired)
  const parameters = { ...ids, DisplayName: markedName(mark, desired) }
  const { name, objectId } = desired
  await orTooEarly(
    exchange.run('New-ServicePrincipal', parameters),
    finding('application-not-known-yet', { name, objectId }),
  )
}

function toLive(row: Row, key: Key): LiveServicePrincipal {
  return {
    ...(fromRow(fields, row) as unknown as DesiredServicePrincipal),
    application: key,
    name: bareName(row.DisplayName),
    guid: String(row.Guid),
    displayName: String(row.DisplayName),
  }
}
