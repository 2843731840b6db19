/** Keys: how one thing of a kind is named, whatever its name in the tenant is by now. */
declare const keyBrand: unique symbol
/** Names one thing of a kind, in canonical form: a site, a mail address, a domain. Made by `keyFrom` only. */
export type Key = string & { readonly [keyBrand]: true }

export function keyFrom(text: string): Key {
  return text.trim().toLowerCase() as Key
}
