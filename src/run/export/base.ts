/**
 * The spec that an export starts from: the folder as it is, even before it names
 * a device; or a tenant that is named on the command line.
 */
import { finding, type Finding } from '../../findings.js'
import { openSpecFolder } from '../../spec/folder.js'
import { load } from '../../spec/load.js'
import type { SpecFolder } from '../../spec/spec-folder.js'
import type { Spec } from '../../spec/spec.js'
import { overlaid } from '../overlay-folder.js'
import { yamlText } from '../yaml-text.js'

export interface Base {
  readonly folder: SpecFolder
  readonly spec: Spec
  /** A file with the tenant, where the folder has none. */
  readonly tenantText: string | null
}

export interface NamedTenant {
  readonly organization: string | null
  readonly driver: string | null
}

export const specFile = 'exported.yaml'

export const tenantFile = 'tenant.yaml'

const blank: readonly string[] = ['spec-folder-missing', 'spec-folder-empty', 'spec-says-nothing']

/** A spec must name a device; this one stands in until the export has named some. */
const standIn = {
  '~stand-in.yaml': `domains: { stand-in.invalid: {} }
devices: { stand-in: { from: nobody@stand-in.invalid, to: tenant } }
`,
}

/** `afresh`: what an earlier export wrote there does not count. */
export function baseOf(
  path: string,
  named: NamedTenant,
  afresh: boolean,
): Base | readonly Finding[] {
  const onDisk = overlaid(openSpecFolder(path), afresh ? { [specFile]: '' } : {})
  const isBlank = load(onDisk).findings.some(one => blank.includes(one.code))
  if (isBlank && (named.organization === null || named.driver === null))
    return [finding('export-needs-tenant', { folder: path })]
  const tenantText = isBlank ? tenantYaml(named) : null
  const folder = tenantText === null ? onDisk : overlaid(onDisk, { [tenantFile]: tenantText })
  const loaded = load(folder)
  if (loaded.spec) return { folder, spec: loaded.spec, tenantText }
  const others = loaded.findings.filter(one => one.severity === 'error')
  if (others.some(one => one.code !== 'spec-without-devices')) return loaded.findings
  const { spec, findings } = load(overlaid(folder, standIn))
  return spec ? { folder, spec, tenantText } : findings
}

function tenantYaml({ organization, driver }: NamedTenant): string {
  return `version: 1
tenant:
  organization: ${yamlText(organization ?? '')}
  exchange: { driver: ${yamlText(driver ?? '')} }
`
}
