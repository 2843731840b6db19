/**
 * The little XML that Route 53 speaks: elements by name, none inside another of
 * its own name, texts with entities. No general reader of XML, and no need of one.
 */

/** What stands in each element of that name, in order. */
export function elementsIn(text: string, name: string): readonly string[] {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([^]*?)</${name}>)`, 'g')
  return [...text.matchAll(element)].map(([, inside]) => inside ?? '')
}

/** The text of the first element of that name. */
export function textOf(text: string, name: string): string | undefined {
  const [first] = elementsIn(text, name)
  return first === undefined ? undefined : unescapedXml(first)
}

export function escapedXml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${String(character.charCodeAt(0))};`)
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function unescapedXml(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, entity?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      return entities[entity ?? ''] ?? whole
    },
  )
}
