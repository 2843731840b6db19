/** A spec folder made of texts, by path: files with a slash in their path lie outside the folder. */
import { load } from '../../src/spec/load.js'
import type { SpecFolder, Unread } from '../../src/spec/spec-folder.js'
import type { Spec } from '../../src/spec/spec.js'

export function folderOf(
  files: Readonly<Record<string, string | Uint8Array | { readonly unread: Unread }>>,
  name = 'contoso',
): SpecFolder {
  return {
    name,
    list: () => Object.keys(files).filter(path => !path.includes('/')),
    read(path) {
      const content = files[path] ?? { unread: 'missing' }
      if (typeof content === 'string') return new TextEncoder().encode(content)
      return content instanceof Uint8Array ? content : content.unread
    },
  }
}

/** The few lines that every spec needs; what a test is about goes behind them. */
export const head = `version: 1
tenant: { name: contoso, organization: contoso.onmicrosoft.com, exchange: simulator }
domains: { contoso.com: , fabrikam.com: }
`

/** The spec that a text means, which must be without any fault. */
export function soundSpec(text: string): Spec {
  const { spec, findings } = load(folderOf({ 'spec.yaml': text }))
  if (!spec || findings.length > 0)
    throw new Error(`The spec is faulty: ${findings.map(one => one.message).join(' ')}`)
  return spec
}

/** Codes and places of all that is wrong, as `code file:line:column`. */
export function faultsIn(folder: SpecFolder): readonly string[] {
  return load(folder).findings.map(({ code, place }) =>
    place ? `${code} ${place.file}:${String(place.line)}:${String(place.column)}` : code,
  )
}
