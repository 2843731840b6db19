/** Values of a document as a sentence can name them: quoted where they are text, and never long. */

export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${shortened(value)}"`
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'a map' : String(value)
}

export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
