/**
 * Proxy addresses, the entries of EmailAddresses: `SMTP:` (once) is the primary
 * mail address, `smtp:` the others; `SIP:` and `SPO:` are no mail addresses and
 * only come along.
 */
const typed = /^([a-z0-9]+):(.*)$/is

/** The bare mail address; undefined for `SIP:`, `SPO:` and the like. */
export function mailAddressOf(proxy: string): string | undefined {
  const [, type = 'smtp', address = proxy] = typed.exec(proxy) ?? []
  return type.toLowerCase() === 'smtp' ? address : undefined
}

export function isPrimary(proxy: string): boolean {
  return proxy.startsWith('SMTP:')
}

export function primaryOf(proxies: readonly string[]): string {
  return proxies.find(isPrimary)?.slice('SMTP:'.length) ?? ''
}

/** In lower case, with its type: the form in which addresses are compared. */
export function addressKey(proxy: string): string {
  const address = mailAddressOf(proxy)
  return address === undefined ? proxy.toLowerCase() : `smtp:${address.toLowerCase()}`
}

/** The address becomes the primary one; the one before stays as another. */
export function withPrimary(proxies: readonly string[], address: string): readonly string[] {
  const others = proxies.filter(one => addressKey(one) !== addressKey(address))
  return [`SMTP:${address}`, ...others.map(one => one.replace(/^SMTP:/, 'smtp:'))]
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
