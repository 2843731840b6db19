/** The driver rfc2136 in front of a BIND of a test, and what a test asks of a zone. */
import { createPatience } from '../../src/drivers/dns/message/patience.js'
import { createNameServer, type NameServerOptions } from '../../src/drivers/dns/rfc2136/server.js'
import { createRfc2136Zone } from '../../src/drivers/dns/rfc2136.js'
import type { Zone } from '../../src/drivers/dns/zone.js'
import type { TxtReading } from '../../src/drivers/drivers.js'
import { Fault } from '../../src/drivers/fault.js'
import { bindKeys } from './bind.js'
import { tsigKey } from './tsig-key.js'

export interface BindZoneOptions extends Partial<NameServerOptions> {
  readonly port: number
  /** contoso.com if not given. */
  readonly domains?: readonly string[]
  /** The zone as the spec may name it. */
  readonly zone?: string
}

export function zoneOfBind({ domains = ['contoso.com'], zone, ...more }: BindZoneOptions): Zone {
  return createRfc2136Zone(serverOfBind(more), { domains, zone: zone ?? null })
}

export function serverOfBind(more: Partial<NameServerOptions> & { readonly port: number }) {
  return createNameServer({
    host: '127.0.0.1',
    key: tsigKey(bindKeys.devicemail),
    now: () => new Date(),
    timeoutSeconds: 5,
    patience: createPatience(() => new Date()),
    ...more,
  })
}

export async function readOf(zone: Zone, name: string): Promise<TxtReading> {
  const reading = (await zone.readTxt([name])).get(name)
  if (!reading) throw new Error(`${name} got no answer`)
  return reading
}

/** The values in one order, since a set has none. */
export async function valuesOf(zone: Zone, name: string): Promise<readonly string[]> {
  const reading = await readOf(zone, name)
  return reading.state === 'present' ? [...reading.values].sort() : []
}

export async function faultOf(work: Promise<void>): Promise<Fault> {
  const fault = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(fault instanceof Fault)) throw new Error(`no fault but ${String(fault)}`)
  return fault
}
