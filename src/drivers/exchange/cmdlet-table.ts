/**
 * The cmdlets we know, each with its parameters, their types and which of them
 * it cannot do without. The list is Microsoft's own (cmdlets.json, from the
 * pages of August 2026), one parameter set for each cmdlet: the one we use.
 */
import cmdlets from './cmdlets.json' with { type: 'json' }

export interface CmdletShape {
  readonly mandatory: readonly string[]
  /** Type by parameter; both words are Exchange's. */
  readonly parameters: Readonly<Record<string, string>>
}

const shapes: ReadonlyMap<string, CmdletShape> = new Map(Object.entries<CmdletShape>(cmdlets))

export const cmdletNames: readonly string[] = Object.freeze([...shapes.keys()])

export function shapeOf(cmdlet: string): CmdletShape | undefined {
  return shapes.get(cmdlet)
}

export function hasParameter(cmdlet: string, parameter: string): boolean {
  return shapes.get(cmdlet)?.parameters[parameter] !== undefined
}

/** Only cmdlets with the verb Get leave a tenant as it is. */
export function isRead(cmdlet: string): boolean {
  return cmdlet.startsWith('Get-')
}

/** `Get-EXOMailbox` and `Set-Mailbox` are both about a Mailbox. */
export function nounOf(cmdlet: string): string {
  return cmdlet.replace(/^[^-]*-(?:EXO|SoftDeleted)?/, '').replace(/^Cas/, 'CAS')
}
