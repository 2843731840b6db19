/**
 * The MX endpoints that technicians must type in, and that neither the spec nor
 * the world has told. They are never computed: their names hold parts that only
 * Microsoft knows.
 */
import { finding } from '../../findings.js'
import type { Verdict } from '../compiled.js'
import { verdict, type Matter } from './matter.js'

export function judgeEndpoints({ compiled, spec, facts }: Matter): readonly Verdict[] {
  return compiled.questions.mxEndpoints
    .filter(domain => !facts.mxEndpoints.has(domain))
    .map(domain =>
      verdict(finding('mx-endpoint-unknown', { domain }, spec.places.at('domains', domain))),
    )
}
