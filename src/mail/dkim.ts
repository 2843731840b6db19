/**
 * Whether Exchange Online signs the mail of a domain as that domain.
 *
 * We lean on these facts (Microsoft Learn, "Set up DKIM to sign mail from your
 * Microsoft 365 domain", as of 3 July 2026):
 * - Exchange signs by two selectors, whose names in the DNS are aliases of names
 *   of Microsoft; only one of them signs at a time
 * - without them mail is signed as the tenant's initial domain or not at all, which
 *   aligns with no other domain; so relayed mail then leans on SPF alone
 * - an alias leads to `selector1-contoso-com._domainkey.` and the initial domain of
 *   the tenant, or, for domains set up since May 2025, to
 *   `….contoso.<a character>-v1.dkim.mail.microsoft`, which cannot be computed
 *
 * So only the end of an alias is looked at. Initial domains end in onmicrosoft.com
 * (worldwide and GCC), onmicrosoft.us (GCC High and DoD: Microsoft Learn, "DNS records
 * for Office 365 DoD") or partner.onmschina.cn (21Vianet: the FAQ on domains).
 */
import { hasFailed } from './dns-status.js'
export type DkimReading = 'signs' | 'absent' | 'elsewhere' | 'unknown'

type AliasResolver = (
  name: string,
  type: 'CNAME',
) => Promise<{ readonly status: string; readonly records: readonly unknown[] }>

const selectors = ['selector1', 'selector2'] as const
const ends = /(?:\.onmicrosoft\.(?:com|us)|\.partner\.onmschina\.cn|\.dkim\.mail\.microsoft)\.?$/i

export async function readDkim(domain: string, resolve: AliasResolver): Promise<DkimReading> {
  const answers = await Promise.all(
    selectors.map(selector => resolve(`${selector}._domainkey.${domain}`, 'CNAME')),
  )
  const targets = answers.flatMap(one => one.records.map(String))
  // Only one of the two signs at a time, and they take turns.
  if (targets.some(one => ends.test(one))) return 'signs'
  if (answers.some(hasFailed)) return 'unknown'
  return targets.length > 0 ? 'elsewhere' : 'absent'
}
