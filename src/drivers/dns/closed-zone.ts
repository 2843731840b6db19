/** A zone that cannot be opened: each name in it is unknown for that reason, and nothing is written. */
import type { Finding } from '../../findings.js'
import { Fault } from '../fault.js'
import type { Zone } from './zone.js'

export function createClosedZone(why: Finding): Zone {
  return Object.freeze<Zone>({
    readTxt: names =>
      Promise.resolve(new Map(names.map(name => [name, { state: 'unknown', why } as const]))),

    replaceTxt() {
      const { message: text, code: type } = why
      const operation = 'replace TXT'
      return Promise.reject(new Fault({ kind: 'rejected', operation, text, type, finding: why }))
    },
  })
}
