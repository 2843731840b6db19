/**
 * Looks up what the DNS settings of a domain name: `env:NAME` in the environment,
 * `file:path` beside the spec. What is not there is noted as a finding and the
 * look-up goes on, so that one run tells all that is missing.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { secretOf } from '../../drivers/secret.js'
import { finding, type Finding, type Place } from '../../findings.js'
import type { DnsLookUp } from './zone-opening.js'

interface LookUpScene {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly domain: string
  readonly placeOf: (key: string) => Place | undefined
  readonly tell: (one: Finding) => void
}

const variable = /^env:(.+)$/
const file = /^file:(.+)$/

export function createDnsLookUp(scene: LookUpScene): DnsLookUp {
  return {
    text(key, written) {
      const name = variable.exec(written)?.[1]
      return name === undefined ? written : fromEnvironment(scene, key, name)
    },
    secret(key, written) {
      const name = variable.exec(written)?.[1]
      if (name !== undefined) return secretOf(fromEnvironment(scene, key, name))
      const path = file.exec(written)?.[1]
      if (path !== undefined) return secretOf(fromFile(scene, key, path))
      scene.tell(finding('secret-in-spec', { key }, scene.placeOf(key)))
      return secretOf('')
    },
  }
}

/** An empty variable is what a pipeline gives for a secret that it may not see. */
function fromEnvironment({ env, domain, placeOf, tell }: LookUpScene, key: string, name: string) {
  const value = env[name]?.trim() ?? ''
  if (value === '') tell(finding('dns-variable-empty', { key, name, domain }, placeOf(key)))
  return value
}

function fromFile({ folder, domain, placeOf, tell }: LookUpScene, key: string, path: string) {
  try {
    const value = readFileSync(resolve(folder, path), 'utf8').trim()
    if (value === '') tell(finding('dns-file-empty', { key, path, domain }, placeOf(key)))
    return value
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    tell(finding('dns-file-unreadable', { key, path, domain, why }, placeOf(key)))
    return ''
  }
}
