/** A spec's folder with texts laid over it: what it would be if they were written. */
import type { SpecFolder } from '../spec/spec-folder.js'

export function overlaid(folder: SpecFolder, texts: Readonly<Record<string, string>>): SpecFolder {
  const bytes = new Map(
    Object.entries(texts).map(([file, text]) => [file, new TextEncoder().encode(text)]),
  )
  return Object.freeze({
    name: folder.name,
    list() {
      const names = folder.list()
      if (names === 'not-a-folder' || names === 'unreadable') return names
      return [...new Set([...(names === 'missing' ? [] : names), ...bytes.keys()])]
    },
    read: (file: string) => bytes.get(file) ?? folder.read(file),
  })
}

/** A folder that is made of texts alone. */
export function folderOf(name: string, texts: Readonly<Record<string, string>>): SpecFolder {
  return overlaid({ name, list: () => 'missing', read: () => 'missing' }, texts)
}
