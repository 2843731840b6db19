/** What the status of a DNS answer says, whoever asked. */

/** "We do not know", as opposed to "there is none" (`nodata`, `nxdomain`). */
export function hasFailed({ status }: { readonly status: string }): boolean {
  return status === 'servfail' || status === 'timeout'
}
