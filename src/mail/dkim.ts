/**
 * Whether Exchange Online signs the mail of a domain as that domain.
 *
 * We lean on this fact (facts of Microsoft, 2026): Exchange signs by two
 * selectors, whose names in the DNS are aliases of names of Microsoft. Without
 * them it signs as the tenant's onmicrosoft.com domain, which aligns with no
 * other; so relayed mail then leans on SPF alone.
 *
 * Where the aliases lead is not computable, so only their end is looked at.
 */
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
  if (answers.some(one => one.status === 'servfail' || one.status === 'timeout')) return 'unknown'
  return targets.length > 0 ? 'elsewhere' : 'absent'
}
