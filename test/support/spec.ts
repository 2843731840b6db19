/** Specs for tests, from the text that a person would write. */
import type { Finding } from '../../src/findings.js'
import { hasError } from '../../src/findings.js'
import { load, type Loaded } from '../../src/spec/load.js'
import type { Spec } from '../../src/spec/spec.js'

/** A spec of one file, in memory. */
function loadText(text: string, name = 'contoso', file = 'spec.yaml'): Loaded {
  const bytes = new TextEncoder().encode(text)
  return load({
    name,
    list: () => [file],
    read: path => (path === file ? bytes : 'missing'),
  })
}

/** The spec, where the text has no fault. */
export function specOf(text: string, name?: string): Spec {
  const { spec, findings } = loadText(text, name)
  if (!spec || hasError(findings)) throw new Error(`The spec has faults:\n${listed(findings)}`)
  return spec
}

/** The frame that most specs share: a simulated tenant with one domain, whose zone we may change. */
export function contoso(rest: string): Spec {
  return specOf(`
version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: { driver: simulator }
domains:
  contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } }
${rest}`)
}

function listed(findings: readonly Finding[]): string {
  return findings.map(one => `${one.code}: ${one.message}`).join('\n')
}
