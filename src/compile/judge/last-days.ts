/**
 * Addresses with a last day (`until`). They stand until the line is removed,
 * since the text decides; this tells when the day is near, and when it is over.
 */
import { finding } from '../../findings.js'
import type { Verdict } from '../compiled.js'
import { verdict, type Matter } from './matter.js'

const soonDays = 30
const dayLength = 24 * 60 * 60 * 1000

export function judgeLastDays({ spec, today }: Matter): readonly Verdict[] {
  return spec.sites.flatMap(site =>
    site.egress.flatMap(({ text, until }, index) => {
      if (until === null) return []
      const days = Math.round((Date.parse(until) - Date.parse(today)) / dayLength)
      if (!(days <= soonDays)) return []
      const facts = { site: site.name, address: text, until }
      const place = spec.places.at('sites', site.name, 'egress', index)
      if (days < 0) return [verdict(finding('egress-day-is-over', facts, place))]
      return [verdict(finding('egress-day-is-near', { ...facts, days }, place))]
    }),
  )
}
