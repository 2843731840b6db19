/** `--resolver`: the name server to ask instead of the machine's own. */
import { isIP } from 'node:net'
import { finding, type Finding } from '../findings.js'
import type { Flags } from './command.js'
import { textFlag } from './flags.js'

/** Without the option it names nobody; where it is no address, that is the finding. */
export function resolverOf(flags: Flags): { readonly server: string | null } | Finding {
  const server = textFlag(flags, 'resolver')
  if (server === null || isServer(server)) return { server }
  const allowed = 'an address such as 192.0.2.53 or 192.0.2.53:5300'
  return finding('bad-option', { option: '--resolver', value: server, allowed })
}

function isServer(text: string): boolean {
  const [, inBrackets, port6] = /^\[(.+)\](?::(\d{1,5}))?$/.exec(text) ?? []
  if (inBrackets !== undefined) return isIP(inBrackets) === 6 && isPort(port6)
  if (isIP(text) !== 0) return true
  const [, address = '', port] = /^([^:]+):(\d{1,5})$/.exec(text) ?? []
  return isIP(address) === 4 && isPort(port)
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (Number(text) > 0 && Number(text) < 65_536)
}
