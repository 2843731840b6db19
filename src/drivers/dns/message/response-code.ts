/** The codes of DNS answers (RFC 1035, RFC 2136), as people know them. */
const codeNames = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
] as const

/** `SERVFAIL`; `code 23` where nobody gave it a name. */
export function codeName(rcode: number): string {
  return codeNames[rcode] ?? `code ${String(rcode)}`
}
