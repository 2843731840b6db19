/**
 * What js-yaml says of a text that is no YAML, in words that say what to write.
 * Its reasons are matched by their beginnings; one that is not known here is
 * passed on as it is, with its place.
 */
import { finding, type Finding, type Place } from '../findings.js'
import { secretKeyIn } from './secrets.js'
import type { Source } from './source.js'
import { deepestNesting, forbiddenKey } from './yaml.js'

export function explainSyntax(reason: string, found: Place, source: Source): Finding {
  const place = lastWritten(found, source)
  const line = source.lines.text(place.line) ?? ''
  // Whatever is wrong with it, no other finding would keep it to itself.
  const secret = secretKeyIn(line)
  if (secret !== undefined) return finding('secret-in-spec', { key: secret }, place)
  const tab = /^ *\t/.exec(line)
  if (reason.startsWith('tab characters') || tab) {
    const column = tab ? tab[0].length : place.column
    return finding('yaml-tab', { file: place.file }, { ...place, column })
  }
  if (reason.startsWith('duplicated mapping key'))
    return finding('yaml-key-twice', { key: keyAt(line, place.column) }, place)
  if (reason.startsWith('unidentified alias')) {
    const name = /"(.*)"/.exec(reason)?.[1] ?? ''
    return finding('yaml-star-unquoted', { text: `*${name}` }, starPlace(line, name, place))
  }
  if (reason.startsWith('nesting exceeded'))
    return finding('yaml-too-deep', { file: place.file, levels: deepestNesting }, place)
  if (reason.startsWith('merge keys exceeded'))
    return finding('yaml-aliases-run-away', { file: place.file }, place)
  if (reason === forbiddenKey) return finding('yaml-key-forbidden', { key: '__proto__' }, place)
  const tag = /^unknown (?:scalar|sequence|mapping) tag !<(.*)>/.exec(reason)?.[1]
  if (tag !== undefined) return finding('yaml-tag-unknown', { tag }, place)
  // On a very long line nobody would see the sign anyway.
  const bare = bareText(line.slice(0, 1000))
  if (bare) {
    const code = bare.text.startsWith('*') ? 'yaml-star-unquoted' : 'yaml-text-unquoted'
    return finding(code, { text: bare.text }, { ...place, column: bare.column })
  }
  return finding('yaml-syntax', { reason }, place)
}

/** A text that ends too soon is shown by its last line, not by the nothing behind it. */
function lastWritten(place: Place, { lines }: Source): Place {
  let { line, column } = place
  while (line > 1 && (lines.text(line) ?? '').trim() === '') {
    line -= 1
    column = (lines.text(line) ?? '').length + 1
  }
  return { ...place, line, column }
}

function keyAt(line: string, column: number): string {
  return /^["']?([^"':]+)/.exec(line.slice(column - 1))?.[1]?.trim() ?? ''
}

/** js-yaml points behind the alias or before it; the star is what people must see. */
function starPlace(line: string, name: string, place: Place): Place {
  const star = line.indexOf(`*${name}`)
  return star === -1 ? place : { ...place, column: star + 1 }
}

/** A text after `key:` or `-`, or a key, that begins with a sign YAML keeps for itself. */
function bareText(line: string): { readonly text: string; readonly column: number } | undefined {
  const found = /(?:^\s*(?:- )*|: +|[[,{] *)((?:[@`%]|\{\w+\}|\*[^\s:]*@)[^\s,\]}:]+)/d.exec(line)
  const [start] = found?.indices?.[1] ?? []
  return start === undefined ? undefined : { text: found?.[1] ?? '', column: start + 1 }
}
