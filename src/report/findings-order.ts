/** Findings in the order in which people should meet them: the worst first, then as they stand in the files. */
import type { Finding, Severity } from '../findings.js'
import { byText } from './wording.js'

const severities: readonly Severity[] = ['error', 'warning', 'information']

/** Each finding once, in order. */
export function ordered(findings: readonly Finding[]): readonly Finding[] {
  const distinct = new Map(findings.map(one => [identity(one), one]))
  return [...distinct.values()].sort(compare)
}

/** Findings that say the same of different values, under the first of them; the order is kept. */
export function alike(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>()
  for (const one of findings) {
    const id = `${one.severity} ${one.code}`
    const group = groups.get(id)
    if (group) group.push(one)
    else groups.set(id, [one])
  }
  return [...groups.values()]
}

function identity({ code, severity, message, remedy, place }: Finding): string {
  return JSON.stringify([code, severity, message, remedy, place?.file, place?.line, place?.column])
}

function compare(one: Finding, other: Finding): number {
  return (
    severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
    byText(one.place?.file ?? '', other.place?.file ?? '') ||
    (one.place?.line ?? 0) - (other.place?.line ?? 0) ||
    (one.place?.column ?? 0) - (other.place?.column ?? 0) ||
    byText(one.code, other.code) ||
    byText(one.message, other.message)
  )
}
