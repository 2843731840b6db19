/**
 * What a change of a connector means for people: which machines gain or lose
 * the right to send as anybody of the tenant, to anybody.
 */
import { printRange, type IpRange } from '../../mail/ip-range.js'
import type { Telling, Transition } from '../resource.js'
import type { DesiredConnector, LiveConnector } from './fields.js'

const right = 'may send as any address of your domains, to anyone, without a password'

export function tellConnector({
  before,
  after,
}: Transition<DesiredConnector, LiveConnector>): Telling {
  const thing = after ?? before
  const name = thing?.name ?? ''
  const old = before?.enabled ? machines(before) : []
  const now = after?.enabled ? machines(after) : []
  const gains = now.filter(one => !old.includes(one))
  const losses = old.filter(one => !now.includes(one))
  return {
    title: `connector "${name}"`,
    meaning: meaningOf(name, before, after, gains, losses),
    // In one line, however many: a page shows few of them, and none may hide behind the others.
    canMore: gains.length > 0 ? [`${listed(gains)}: ${right}`] : [],
    canLess: losses.length > 0 ? [`${listed(losses)}: can no longer send through the tenant`] : [],
    ifWrong:
      gains.length > 0
        ? 'the devices cannot send to outside recipients; strangers behind a wrong address can send as you'
        : losses.length > 0
          ? 'devices that still send from there are refused by Microsoft (550 5.7.64)'
          : null,
    details: [
      ...(before && after && before.name !== after.name
        ? [{ label: 'is renamed', text: `from "${before.name}" to "${after.name}"` }]
        : []),
      { label: 'recognises', text: listed(now.length > 0 ? now : old) },
      ...(gains.length > 0
        ? [
            {
              label: 'gives the right',
              text: `to send as any address of your domains, to anyone, to every machine ${thing?.certificate ? 'with that certificate' : 'behind it'}: open port 25 for the devices only`,
            },
          ]
        : []),
      ...(after && !after.enabled
        ? [{ label: 'is switched off', text: 'it recognises nobody' }]
        : []),
    ],
  }
}

function meaningOf(
  name: string,
  before: LiveConnector | undefined,
  after: DesiredConnector | undefined,
  gains: readonly string[],
  losses: readonly string[],
): string {
  if (!after) return `${listed(losses)} can no longer send through the tenant.`
  if (gains.length > 0 && losses.length > 0)
    return `${listed(gains)} ${right}; ${listed(losses)} no longer can.`
  if (gains.length > 0) return `${listed(gains)} ${right}.`
  if (losses.length > 0) return `${listed(losses)} can no longer send through the tenant.`
  return before?.name === name
    ? 'The connector is put right; the same machines may send as before.'
    : 'The connector gets another name; the same machines may send as before.'
}

/** Each address or certificate that the connector lets in. */
function machines({ egressIps, certificate }: DesiredConnector): readonly string[] {
  if (certificate !== null) return [`machines with the certificate ${certificate}`]
  return egressIps.map(range => `machines behind ${spoken(range)}`)
}

function spoken(range: IpRange): string {
  const single = range.version === 4 ? 32 : 128
  const size = 2 ** (single - range.prefix)
  return range.prefix === single ? printRange(range) : `${printRange(range)} (${size} addresses)`
}

function listed(machinesNamed: readonly string[]): string {
  const [first, ...rest] = machinesNamed
  if (first === undefined) return 'nobody'
  const others = rest.map(one => one.replace(/^machines behind /, ''))
  const last = others.pop()
  return last === undefined ? first : `${[first, ...others].join(', ')} and ${last}`
}
