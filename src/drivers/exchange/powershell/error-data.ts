/**
 * An error record of PowerShell as the bridge tells it, and the signs in it by
 * which a fault is judged (classify.ts). Exchange's proxies throw plain
 * exceptions and put the true type into the category; .NET wraps the cause.
 */
import { hasParameter } from '../cmdlet-table.js'
import type { Sign } from '../classify.js'

export interface ErrorData {
  /** The full name of the exception's type, and of the innermost one's. */
  readonly type: string
  readonly inner: string
  /** The short name of a type, as CategoryInfo shows it. */
  readonly reason: string
  /** FullyQualifiedErrorId; Exchange writes the request's id into it. */
  readonly id: string
  readonly text: string
  readonly socket: string | null
  /** The parameter that could not be bound. */
  readonly parameter: string | null
}

export function errorDataOf(value: unknown): ErrorData {
  const text = (name: string) => textAt(value, name) ?? ''
  return {
    type: text('type'),
    inner: text('inner'),
    reason: text('reason'),
    id: text('id'),
    text: text('text'),
    socket: textAt(value, 'socket') ?? null,
    parameter: textAt(value, 'parameter') ?? null,
  }
}

/** Types that say only that something failed. */
const general =
  /(^|\.)(Exception|RuntimeException|MethodInvocationException|CmdletInvocationException|WriteErrorException|RemoteException|AggregateException|ApplicationException|SystemException)?$/

export function signOf(error: ErrorData): Omit<Sign, 'cmdlet'> {
  const { socket, reason, inner, type, text } = error
  const requestId = /RequestId=([^,\]]+)/.exec(error.id)?.[1]
  const telling = [socket ?? '', reason, inner].find(name => !general.test(name)) ?? type
  return { text, type: telling, ...(requestId === undefined ? {} : { requestId }) }
}

/** A parameter that Exchange has, and this connection does not: the role was cut. */
export function isCutByRole({ id, parameter }: ErrorData, cmdlet: string): boolean {
  return (
    id.startsWith('NamedParameterNotFound') && parameter !== null && hasParameter(cmdlet, parameter)
  )
}

function textAt(value: unknown, name: string): string | undefined {
  const text: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof text === 'string' ? text : undefined
}
