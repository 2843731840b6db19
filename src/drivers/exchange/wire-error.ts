/**
 * Reads what Exchange says when it refuses: the text that PowerShell shows, and
 * the JSON body that REST gives and some cmdlets repeat. The useful part hides in
 * different places; the general words ("Error executing cmdlet") come last.
 */

/** Exchange's own `Ex6F9304|Microsoft.Exchange.….SomeException|text`; the code may be empty. */
export interface WireText {
  readonly code: string
  readonly type: string
  readonly text: string
}

/** What an answer tells of itself, whichever way it came. */
export interface Told {
  readonly text: string
  readonly type?: string
  readonly status?: number
}

export function wireTextIn(message: string): WireText | undefined {
  const found = /(?:^|\s|")(Ex[0-9A-F]+)?\|([A-Za-z_][\w.+`]*)\|([\s\S]*)$/.exec(message)
  if (!found) return undefined
  const [, code = '', type = '', text = ''] = found
  return { code, type, text }
}

/** `Error while querying REST service. HttpStatusCode=403 ErrorMessage={"error":…}`, as Get-EXO… cmdlets say it. */
export function restAnswerIn(message: string): Told | undefined {
  const found = /HttpStatusCode=(\d{3})\s+ErrorMessage=([\s\S]*)$/.exec(message)
  if (!found) return undefined
  const [, status = '', body = ''] = found
  return { status: Number(status), ...answerIn(body) }
}

/** The useful part of an error body: details first, then the inner exception, then the general words. */
export function answerIn(body: string): { readonly text: string; readonly type?: string } {
  const error = errorIn(body)
  const [detail] = listAt(error, 'details')
  const inner = at(error, 'innererror')
  const exception = at(inner, 'internalexception') ?? at(inner, 'internalException') ?? inner
  const text = textAt(detail, 'message') ?? textAt(exception, 'message') ?? textAt(error, 'message')
  const type = textAt(exception, 'type')
  return { text: text ?? body, ...(type === undefined ? {} : { type }) }
}

function errorIn(body: string): unknown {
  try {
    return at(JSON.parse(body), 'error')
  } catch {
    return undefined
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = at(value, name)
  return Array.isArray(list) ? list : []
}

function textAt(value: unknown, name: string): string | undefined {
  const text = at(value, name)
  return typeof text === 'string' && text !== '' ? text : undefined
}
