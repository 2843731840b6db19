/** The answers of a person, completed and checked: what is left out follows from what is said. */
import { finding, type Finding } from '../../findings.js'
import { parseDomain } from '../../mail/domain-name.js'
import { namePattern } from '../../spec/schema/parts.js'
import type { Ci, RepositoryWish } from './plan-of-repository.js'

export interface Answers {
  readonly name: string | null
  readonly organization: string | null
  readonly domain: string | null
  readonly driver: string | null
  readonly ci: string
  readonly pulumi: boolean
  readonly fromTenant: boolean
  readonly version: string
}

const pipelines: Readonly<Record<string, readonly Ci[]>> = {
  github: ['github'],
  gitlab: ['gitlab'],
  both: ['github', 'gitlab'],
  none: [],
}

export function wishOf(answers: Answers): RepositoryWish | readonly Finding[] {
  const { fromTenant, pulumi, version } = answers
  const name = answers.name ?? answers.organization?.split('.')[0] ?? 'contoso'
  const organization = answers.organization ?? `${name}.onmicrosoft.com`
  const domain = answers.domain ?? `${name}.com`
  const driver = driverOf(answers.driver)
  const findings = [
    ...wrong('--name', name, namePattern.test(name), 'letters, digits, dots and dashes'),
    ...wrong('--organization', organization, isDomain(organization), 'a domain'),
    ...wrong('--domain', domain, isDomain(domain), 'a domain, such as contoso.com'),
    ...(fromTenant && (answers.organization === null || answers.driver === null)
      ? [finding('init-needs-tenant', {})]
      : []),
  ]
  if (findings.length > 0) return findings
  const ci = pipelines[answers.ci] ?? []
  return { name, organization, domain, driver, pulumi, ci, fromTenant, version }
}

function driverOf(written: string | null): RepositoryWish['driver'] {
  return written === 'powershell' || written === 'rest' ? written : 'simulator'
}

function isDomain(text: string): boolean {
  return parseDomain(text) !== undefined && text.includes('.')
}

function wrong(option: string, value: string, fine: boolean, allowed: string): readonly Finding[] {
  return fine ? [] : [finding('bad-option', { option, value, allowed })]
}
