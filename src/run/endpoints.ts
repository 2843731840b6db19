/** Decisions with the MX endpoints that were read of the tenant or its DNS. */
import type { Decision } from '../compile/compiled.js'

export function withEndpoints(
  decisions: readonly Decision[],
  endpoints: ReadonlyMap<string, string>,
): readonly Decision[] {
  return decisions.map(decision => {
    const { smartHost } = decision
    if (smartHost?.kind !== 'mx-endpoint' || smartHost.host !== null) return decision
    const host = endpoints.get(smartHost.domain)
    return host === undefined ? decision : { ...decision, smartHost: { ...smartHost, host } }
  })
}
