/** What the status of a DNS answer says, whoever asked. */

/** "We do not know", as opposed to "there is none" (`nodata`, `nxdomain`). */
export function hasFailed({ status }: { readonly status: string }): boolean {
  return status === 'servfail' || status === 'timeout'
}

/** The status as it is told; of what was not even asked, why. */
export function statusText({
  status,
  why,
}: {
  readonly status: string
  readonly why?: string
}): string {
  return why ?? status
}
