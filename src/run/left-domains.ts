/**
 * Domains that left the spec while terms of ours remain in their SPF records.
 * No driver keeps their zone any more, so the public DNS is asked for our mark
 * beside the record of each domain that the tenant accepts.
 *
 * A wildcard answers for any name: only a value that is a mark of this very spec
 * and stands there itself counts. Domains that do not answer may bear one or none:
 * they are told together, as not known.
 */
import type { TenantFacts } from '../compile/compiled.js'
import { hasTxtItself } from '../drivers/dns/name-nature.js'
import { finding, type Finding } from '../findings.js'
import {
  alteredDevicemailTxt,
  devicemailNameOf,
  parseDevicemailTxt,
} from '../mail/devicemail-txt.js'
import { hasFailed } from '../mail/dns-status.js'
import { textOfRecord } from '../mail/spf-txt.js'
import type { Drivers } from '../resources/resource.js'
import type { Spec } from '../spec/spec.js'
import { alteredNotes } from '../resources/spf-record/notes.js'
import { someAtOnce } from '../resources/some-at-once.js'

export async function leftDomains(
  { resolve, mark }: Drivers,
  spec: Spec,
  accepted: TenantFacts['acceptedDomains'],
): Promise<readonly Finding[]> {
  const known = new Set(spec.domains.map(one => one.name))
  const others = (accepted ?? []).filter(one => !one.initial && !known.has(one.name))
  const look = async ({ name: domain }: { readonly name: string }): Promise<Looked> => {
    const note = devicemailNameOf(domain)
    const { status, records } = await resolve(note, 'TXT')
    if (hasFailed({ status })) return { told: [], unread: `${domain} (${status})` }
    const values = records.map(textOfRecord)
    const marks = values.flatMap(value => parseDevicemailTxt(value) ?? [])
    const terms = marks.filter(one => one.spec === mark.spec).flatMap(one => one.terms)
    const edited = values.filter(value => alteredDevicemailTxt(value)?.spec === mark.spec)
    if (terms.length + edited.length === 0 || !(await hasTxtItself(resolve, note)))
      return { told: [] }
    const told = [
      ...(terms.length === 0
        ? []
        : [finding('spf-left-behind', { domain, note, terms: terms.join(', ') })]),
      // Here the record is nobody's of ours any more, and was not read.
      ...alteredNotes(edited, { domain, spec: mark.spec, record: '', wanted: [] }),
    ]
    return { told }
  }
  const looked = await someAtOnce(others, look)
  const unread = looked.flatMap(one => one.unread ?? [])
  return [
    ...looked.flatMap(one => one.told),
    ...(unread.length > 0 ? [finding('spf-left-unread', { domains: unread.join(', ') })] : []),
  ]
}

interface Looked {
  readonly told: readonly Finding[]
  /** Of which nothing is known, and why. */
  readonly unread?: string
}
