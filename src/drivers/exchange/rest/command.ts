/**
 * A call as the endpoint takes it: the cmdlet's name and parameters as JSON, and
 * the properties that are wanted as `$select`. An edit of a list travels as a
 * hashtable of the service; a plain list overwrites.
 */
import type { Call, ParameterValue, Parameters } from '../../drivers.js'
import { served } from './module-cmdlets.js'

export interface Command {
  readonly cmdlet: string
  /** Below the tenant, such as `InvokeCommand?$select=Guid`. */
  readonly resource: string
  readonly body: object
}

export function commandOf(call: Call): Command {
  const { cmdlet, parameters, select } = served(call)
  const query = select.length > 0 ? `?$select=${select.map(encodeURIComponent).join(',')}` : ''
  return {
    cmdlet,
    resource: `InvokeCommand${query}`,
    body: { CmdletInput: { CmdletName: cmdlet, Parameters: onTheWire(parameters) } },
  }
}

function onTheWire(parameters: Parameters): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, valueOnTheWire(value)]),
  )
}

function valueOnTheWire(value: ParameterValue): unknown {
  if (typeof value !== 'object' || value === null || isList(value)) return value
  const { add, remove } = value
  return {
    '@odata.type': '#Exchange.GenericHashTable',
    ...(add ? { Add: add } : {}),
    ...(remove ? { Remove: remove } : {}),
  }
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value)
}
