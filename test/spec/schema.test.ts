import { describe, expect, it } from 'vitest'
import { specReference } from '../../src/spec/reference.js'
import { documentSchema, jsonSchema } from '../../src/spec/schema.js'

type Node = Readonly<Record<string, unknown>>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Every key of every map in the schema, with its path. */
function keysIn(node: unknown, path = ''): readonly (readonly [string, Node])[] {
  if (Array.isArray(node)) return node.flatMap((one: unknown) => keysIn(one, path))
  if (!isNode(node)) return []
  const properties = isNode(node.properties) ? Object.entries(node.properties) : []
  const own = properties.flatMap(([key, one]) =>
    isNode(one) ? [[`${path}.${key}`, one] as const, ...keysIn(one, `${path}.${key}`)] : [],
  )
  const inside = [node.anyOf, node.oneOf, node.items, node.additionalProperties]
  return [...own, ...inside.flatMap(one => keysIn(one, path))]
}

describe('the JSON Schema', () => {
  const keys = keysIn(jsonSchema())

  it('is of draft 7, which editors know best', () => {
    expect(jsonSchema().$schema).toBe('http://json-schema.org/draft-07/schema#')
    expect(keys.length).toBeGreaterThan(100)
  })

  it.each(keys)('says of %s in one sentence what it is, with an example', (_, node) => {
    expect(node.description).toMatch(/^.*\.$/s)
    expect(node.examples).not.toEqual([])
  })

  it('lets no key pass that it does not know', () => {
    const open: string[] = []
    const look = (node: unknown, path: string): void => {
      if (Array.isArray(node))
        node.forEach((one: unknown) => {
          look(one, path)
        })
      if (!isNode(node)) return
      if (isNode(node.properties) && node.additionalProperties !== false) open.push(path)
      for (const [key, one] of Object.entries(node))
        look(one, key === 'anyOf' || key === 'oneOf' ? path : `${path}/${key}`)
    }
    look(jsonSchema(), '')
    expect(open).toEqual([])
  })

  it('holds examples that the schema itself takes', () => {
    const top = keysIn(jsonSchema()).filter(([path]) => path.split('.').length === 2)
    const examples = top.flatMap(([path, node]) =>
      (Array.isArray(node.examples) ? node.examples : []).map((one: unknown) => ({
        [path.slice(1)]: one,
      })),
    )
    expect(examples).not.toEqual([])
    for (const example of examples) expect(documentSchema.safeParse(example).error).toBeUndefined()
  })

  it('takes what the YAML reader of an editor sees: numbers for TLS versions', () => {
    const tls = keys.find(([path]) => path === '.devices.tls')?.[1]
    const forms = Array.isArray(tls?.anyOf) ? tls.anyOf.filter(isNode) : []
    expect(forms.map(one => one.enum ?? one.const)).toEqual([
      ['none', '1.0', '1.1', '1.2', '1.3'],
      [1, 1.1, 1.2, 1.3],
      false,
    ])
  })
})

describe('the reference page', () => {
  const page = specReference()

  it('has a table for each thing, and one for devices wherever they may stand', () => {
    const titles = page.split('\n').filter(line => line.startsWith('## '))
    expect(titles).toContain('## `sites.<name>`')
    expect(titles.filter(title => title.includes('devices'))).toEqual([
      '## `devices.<name>`',
      '## `devices.<name>.from`',
    ])
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('shows what a key takes, what it is, and an example', () => {
    expect(page).toContain(
      '| `ports` | 1 to 65535 · a list | The ports it can be set to. Default: 25. | `[25]`<br>`[25, 587]` |',
    )
  })
})
