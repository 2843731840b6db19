/**
 * Domains that left the spec while terms of ours remain in their SPF records.
 * No driver keeps their zone any more, so the public DNS is asked for our mark
 * beside the record of each domain that the tenant accepts.
 *
 * A wildcard answers for any name: only a value that is a mark of this very spec
 * and stands there itself counts. A domain that does not answer is not told; it may bear no mark at all.
 */
import type { TenantFacts } from '../compile/compiled.js'
import { hasTxtItself } from '../drivers/dns/name-nature.js'
import { finding, type Finding } from '../findings.js'
import { devicemailNameOf, parseDevicemailTxt } from '../mail/devicemail-txt.js'
import { textOfRecord } from '../mail/spf-txt.js'
import type { Drivers } from '../resources/resource.js'
import type { Spec } from '../spec/spec.js'
import { someAtOnce } from '../resources/some-at-once.js'

export async function leftDomains(
  { resolve, mark }: Drivers,
  spec: Spec,
  accepted: TenantFacts['acceptedDomains'],
): Promise<readonly Finding[]> {
  const known = new Set(spec.domains.map(one => one.name))
  const others = (accepted ?? []).filter(one => !one.initial && !known.has(one.name))
  const look = async ({ name: domain }: { readonly name: string }): Promise<readonly Finding[]> => {
    const note = devicemailNameOf(domain)
    const { records } = await resolve(note, 'TXT')
    const marks = records.flatMap(one => parseDevicemailTxt(textOfRecord(one)) ?? [])
    const terms = marks.filter(one => one.spec === mark.spec).flatMap(one => one.terms)
    if (terms.length === 0 || !(await hasTxtItself(resolve, note))) return []
    return [finding('spf-left-behind', { domain, note, terms: terms.join(', ') })]
  }
  return (await someAtOnce(others, look)).flat()
}
