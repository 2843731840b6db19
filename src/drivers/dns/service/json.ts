/** Reading JSON of a service without trusting its shape. */

export function memberOf(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined,
    value,
  )
}

export function textIn(value: unknown, ...path: readonly string[]): string | undefined {
  const member = memberOf(value, ...path)
  return typeof member === 'string' ? member : undefined
}

export function numberIn(value: unknown, ...path: readonly string[]): number | undefined {
  const member = memberOf(value, ...path)
  return typeof member === 'number' ? member : undefined
}

export function listIn(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const member = memberOf(value, ...path)
  return Array.isArray(member) ? member : []
}
