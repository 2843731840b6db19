/** A property of a row as text; anything that is none reads as empty. */
export function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : ''
}
