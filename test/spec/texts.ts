/** A spec folder made of texts, by path: files with a slash in their path lie outside the folder. */
import type { SpecFolder, Unread } from '../../src/spec/spec-folder.js'

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
