import { parseTsigKey, type TsigKey } from '../../src/drivers/dns/rfc2136/tsig-key.js'

/** The key of a text that is one. */
export function tsigKey(written: string): TsigKey {
  const read = parseTsigKey(written)
  if (read.state === 'faulty') throw new Error(read.why)
  return read.key
}
