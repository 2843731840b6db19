/**
 * Whether the signed-in identity may run what a plan reads and an apply of this
 * spec writes. Judged by what the connection offers; what is missing is told
 * with the least role that gives it, one finding for all that a role gives.
 */
import type { Offer } from '../../drivers/drivers.js'
import { hasParameter, isRead } from '../../drivers/exchange/cmdlet-table.js'
import { rolesFor, type Roles } from '../../drivers/exchange/rights.js'
import { finding, type Finding } from '../../findings.js'
import type { AnyKind } from '../../resources/resource.js'
import { okUnless, type Check } from './check.js'

export interface Needs {
  /** All kinds are read, whatever the spec wants. */
  readonly read: readonly string[]
  /** The kinds that the spec wants written. */
  readonly written: readonly AnyKind[]
}

export function checkRights(offers: readonly Offer[], needs: Needs): readonly Check[] {
  const offered = new Map(offers.map(one => [one.cmdlet, one]))
  const written = [...new Set(needs.written.flatMap(({ cmdlets }) => cmdlets.write))].sort()
  const missing = [...needs.read, ...written].filter(cmdlet => !offered.has(cmdlet))
  const found = [
    ...rolesMissing(missing),
    ...needs.written.flatMap(kind => parametersMissing(kind, offered)),
  ]
  const count = needs.read.length + written.length
  return okUnless('rights', 'rights', found, `May run all ${String(count)} cmdlets it needs`)
}

function rolesMissing(cmdlets: readonly string[]): readonly Finding[] {
  const groups = new Map<string, { readonly roles: Roles; readonly cmdlets: string[] }>()
  // Writes first: a role that writes a thing reads it too.
  for (const cmdlet of [...cmdlets].sort(
    (one, other) => Number(isRead(one)) - Number(isRead(other)),
  )) {
    const ways = rolesFor(cmdlet) ?? [[]]
    const known = ways.find(way => groups.has(nameOf(way)))
    const roles = known ?? ways[0] ?? []
    const group = groups.get(nameOf(roles)) ?? { roles, cmdlets: [] }
    group.cmdlets.push(cmdlet)
    groups.set(nameOf(roles), group)
  }
  return [...groups.values()].map(group =>
    finding('role-missing', {
      cmdlets: [...group.cmdlets].sort().join(', '),
      what: group.cmdlets.some(isRead) ? 'a plan' : 'an apply',
      roles: told(group.roles),
    }),
  )
}

/** Of the parameters that a kind sets, those that the offered cmdlet lacks. */
function parametersMissing(
  { fields, cmdlets }: AnyKind,
  offered: ReadonlyMap<string, Offer>,
): readonly Finding[] {
  return cmdlets.write.flatMap(cmdlet => {
    const parameters = offered.get(cmdlet)?.parameters
    if (!parameters) return []
    const there = new Set(parameters.map(one => one.toLowerCase()))
    const missing = Object.values(fields)
      .flatMap(field => field.parameterOf(cmdlet) ?? [])
      .filter(one => hasParameter(cmdlet, one) && !there.has(one.toLowerCase()))
    if (missing.length === 0) return []
    const facts = { cmdlet, parameters: [...new Set(missing)].sort().join(', ') }
    const roles = told(rolesFor(cmdlet)?.[0] ?? [])
    return [finding('parameters-missing', { ...facts, what: 'an apply', roles })]
  })
}

function told(roles: Roles): string {
  if (roles.length === 0) return 'the role Exchange Administrator'
  const names = roles.map(role => `"${role}"`).join(' and ')
  return `the ${roles.length === 1 ? 'role' : 'roles'} ${names}`
}

function nameOf(roles: Roles): string {
  return roles.join('\n')
}
