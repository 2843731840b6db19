/**
 * Get-EXO… cmdlets live in the PowerShell module; the service knows their older
 * sisters only. What they ask for by Properties and PropertySets becomes
 * `$select`, and without either they give the Minimum set, as in the module. Of
 * these sets only what the call selects is sent.
 *
 * Fact (module: cmdlet-property-sets): which properties a set holds.
 */
import type { Call, Parameters, ParameterValue } from '../../drivers.js'
import { mailboxPropertySets } from '../mailbox-property-sets.js'

/** A call that the service takes; an empty `select` is everything. */
export interface ServedCall extends Call {
  readonly select: readonly string[]
}

const sisters: Readonly<Record<string, string>> = {
  'Get-EXOMailbox': 'Get-Mailbox',
  'Get-EXOCasMailbox': 'Get-CASMailbox',
  'Get-EXOMailboxPermission': 'Get-MailboxPermission',
}

/** Other names for the one Identity that the older sisters have. */
const identities = ['ExternalDirectoryObjectId', 'UserPrincipalName', 'PrimarySmtpAddress']

export function served(call: Call): ServedCall {
  const cmdlet = sisters[call.cmdlet]
  const { select: wanted = [] } = call
  if (cmdlet === undefined) return { ...call, select: wanted }
  const { Properties, PropertySets, ...parameters } = call.parameters
  const asked = { sets: listOf(PropertySets), properties: listOf(Properties), wanted }
  const select = call.cmdlet === 'Get-EXOMailbox' ? mailboxSelect(asked) : otherSelect(asked)
  return { cmdlet, parameters: withIdentity(parameters), select }
}

/** The cmdlets that can be run where the service offers these. */
export function withModuleCmdlets(offered: readonly string[]): readonly string[] {
  const names = new Set(offered)
  const ours = Object.entries(sisters).filter(([, sister]) => names.has(sister))
  return [...new Set([...offered, ...ours.map(([cmdlet]) => cmdlet)])]
}

interface Asked {
  readonly sets: readonly string[]
  readonly properties: readonly string[]
  readonly wanted: readonly string[]
}

/** A set that is not listed here cannot be narrowed down, so everything is asked for. */
function mailboxSelect({ sets, properties, wanted }: Asked): readonly string[] {
  if (properties.includes('*') || sets.some(set => mailboxPropertySets[set] === undefined))
    return wanted
  const fromSets = ['Minimum', ...sets].flatMap(set => mailboxPropertySets[set] ?? [])
  const names = new Set(wanted.map(name => name.toLowerCase()))
  const chosen = fromSets.filter(name => names.size === 0 || names.has(name.toLowerCase()))
  // What is asked for by name is always sent, so that the service refuses what no mailbox has.
  return [...new Set([...chosen, ...properties])]
}

function otherSelect({ properties, wanted }: Asked): readonly string[] {
  return properties.length > 0 ? properties : wanted
}

function withIdentity(parameters: Parameters): Parameters {
  const entries = Object.entries(parameters).map(
    ([name, value]) => [identities.includes(name) ? 'Identity' : name, value] as const,
  )
  return Object.fromEntries(entries)
}

function listOf(value: ParameterValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? (value as readonly string[]) : []
}
