/** Whether the zone of each domain can be read, by the driver that would write it. */
import { finding } from '../../findings.js'
import type { Domain } from '../../spec/spec.js'
import type { Connection } from '../connect.js'
import type { Stack } from '../stack.js'
import { ok, told, type Check } from './check.js'

export async function checkDns(
  { spec }: Stack,
  { drivers }: Connection,
): Promise<readonly Check[]> {
  const readings = await drivers.zones.readTxt(spec.domains.map(({ name }) => name))
  return spec.domains.map(domain => {
    const { name } = domain
    const reading = readings.get(name)
    if (reading?.state !== 'unknown')
      return ok('dns', name, `The DNS of ${name} is read ${by(domain)}`)
    const { message: why, remedy: cure } = reading.why
    return told('dns', name, finding('zone-not-reached', { domain: name, why, cure }))
  })
}

function by({ dns }: Domain): string {
  if (dns.driver === 'manual') return 'as everybody reads it; a person keeps it'
  return `through ${dns.driver}`
}
