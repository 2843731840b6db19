/**
 * Looks up what a rule names: `env:NAME` in the environment, `file:path` beside
 * the spec. What is not there is noted as a finding and the look-up goes on, so
 * that one run tells all that is missing.
 */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { finding, type Finding, type Place } from '../../../findings.js'
import { secretOf, type Secret } from '../../secret.js'

export interface LookUp {
  /** A plain value, written as it is or as `env:NAME`. */
  text(key: string, written: string): string
  /** The value of `env:NAME`. */
  secret(key: string, written: string): Secret
  /** The full path of a file that exists. */
  file(key: string, path: string): string
  /** What stands in the file; undefined where it is not there or cannot be read. */
  content(key: string, path: string): Buffer | undefined
  readonly findings: Finding[]
}

interface LookUpScene {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly at: (...path: readonly string[]) => Place | undefined
}

const variable = /^env:(.+)$/

export function createLookUp({ env, folder, at }: LookUpScene): LookUp {
  const findings: Finding[] = []

  /** An empty variable is what a pipeline gives for a secret that it may not see. */
  const fromEnvironment = (key: string, name: string) => {
    const value = env[name]?.trim() ?? ''
    if (value === '') findings.push(finding('sign-in-variable-empty', { key, name }, at(key)))
    return value
  }

  return {
    findings,
    text(key, written) {
      const name = variable.exec(written)?.[1]
      return name === undefined ? written : fromEnvironment(key, name)
    },
    secret(key, written) {
      const name = variable.exec(written)?.[1]
      if (name !== undefined) return secretOf(fromEnvironment(key, name))
      findings.push(finding('secret-in-spec', { key }, at(key)))
      return secretOf('')
    },
    file(key, path) {
      const full = resolve(folder, path)
      if (!isFile(full)) findings.push(finding('sign-in-file-missing', { key, path }, at(key)))
      return full
    },
    content(key, path) {
      if (!isFile(path)) return undefined
      try {
        return readFileSync(path)
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error)
        findings.push(finding('sign-in-file-unreadable', { key, path, text }, at(key)))
        return undefined
      }
    },
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
