/**
 * DNS for one look at the world: what was asked once is not asked again, and the
 * judgements of one plan rest on the same answers. That no answer came is
 * remembered too, so that one plan does not call a record both read and unread.
 *
 * Nobody keeps these beyond the look: what comes after it, a write above all, must
 * see the world as it is by then.
 */
import { Bug } from '../../findings.js'
import type { DnsAnswer, Resolver, TxtReading, Zones } from '../drivers.js'

export function resolverOfOneLook(resolve: Resolver): Resolver {
  const answers = new Map<string, Promise<DnsAnswer>>()
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`
    const known = answers.get(key)
    if (known) return known
    const answer = resolve(name, type)
    answers.set(key, answer)
    return answer
  }
}

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
