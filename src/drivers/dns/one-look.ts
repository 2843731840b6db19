/**
 * The zones of a spec for one look at the world: what was read once is not read
 * again, and nothing can be written. Nobody keeps it beyond the look.
 */
import { Bug } from '../../findings.js'
import type { TxtReading, Zones } from '../drivers.js'

/** A look changes nothing, so no write can ever rest on what it remembers. */
export function zonesOfOneLook(zones: Zones): Zones {
  const asked = new Map<string, Promise<ReadonlyMap<string, TxtReading>>>()
  return Object.freeze<Zones>({
    domains: zones.domains,

    async readTxt(names) {
      const unasked = names.filter(name => !asked.has(name))
      if (unasked.length > 0) {
        const answers = zones.readTxt(unasked)
        for (const name of unasked) asked.set(name, answers)
      }
      const found = new Map<string, TxtReading>()
      for (const name of names) {
        const reading = (await asked.get(name))?.get(name)
        if (reading) found.set(name, reading)
      }
      return found
    },

    replaceTxt: ({ name }) =>
      Promise.reject(new Bug(`The TXT records of ${name} were to be changed by a mere look.`)),
  })
}
