/**
 * What the provider is told by the program: which spec it works for, and whose
 * tenant that is. Both are plain texts that stand in the state, so a path is
 * relative to Pulumi.yaml: it must mean the same on every machine.
 */
import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, win32 } from 'node:path'
import { finding, type Finding } from '../../findings.js'
import { openLoaded, type Opened, type Stack } from '../../run/stack.js'
import { openSpecFolder } from '../../spec/folder.js'
import { load, specFrom, type Loaded } from '../../spec/load.js'
import type { Properties } from '../codec/properties.js'

export interface Settings {
  /** Of the provider in the program; a spec that a program makes may need it for a name. */
  readonly name: string
  /** The folder of the spec, or the spec itself as JSON. */
  readonly spec: string
  readonly organization: string
}

/** A fault, and the setting it is about. */
export interface SettingFault {
  readonly property: string
  readonly why: Finding
}

const names = ['spec', 'organization']
/** Of the engine, not of us; the version is that of the plugin. */
const ofTheEngine = ['version', 'pluginDownloadURL']

export function settingsFrom({ values }: Pick<Properties, 'values'>, name = ''): Settings {
  return { name, spec: textOf(values.spec), organization: textOf(values.organization) }
}

/** Faults that show in the settings alone. */
export function settingFaults({ values, raw }: Properties): readonly SettingFault[] {
  const strangers = Object.keys(raw).filter(
    name => !names.includes(name) && !ofTheEngine.includes(name),
  )
  const { spec } = settingsFrom({ values })
  return [
    ...strangers.map(name => ({
      property: name,
      why: finding('pulumi-unknown-setting', { name }),
    })),
    ...('spec' in raw && spec !== ''
      ? []
      : [{ property: 'spec', why: finding('pulumi-spec-missing', {}) }]),
    ...(isAbsolute(spec) || win32.isAbsolute(spec)
      ? [{ property: 'spec', why: finding('pulumi-spec-absolute', { spec }) }]
      : []),
  ]
}

/**
 * The stack that the settings name, or why there is none. `directory` is where
 * the process was started; it varies from command to command, so nothing is
 * relative to it: Pulumi.yaml is looked for from there upwards.
 */
export function openSettings(settings: Settings, directory: string): Stack | readonly Finding[] {
  const root = projectAbove(directory)
  if (root === undefined) return [finding('pulumi-project-not-found', { folder: directory })]
  const opened = openSpec(settings, root)
  if ('code' in opened) return [opened]
  if (opened.state === 'faulty') return opened.findings.filter(one => one.severity === 'error')
  return differing(settings, opened.stack) ?? opened.stack
}

function openSpec({ spec, name }: Settings, root: string): Opened | Finding {
  if (!isSpecItself(spec)) {
    const folder = join(root, spec)
    return openLoaded(evenWithoutDevices(load(openSpecFolder(folder))), folder, false)
  }
  let data: unknown
  try {
    data = JSON.parse(spec)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return finding('pulumi-spec-not-json', { why })
  }
  const loaded = name === '' ? specFrom(data) : specFrom(data, name)
  return openLoaded(evenWithoutDevices(loaded), root, false)
}

/**
 * A program that makes single things names no device, and its spec says only how
 * the tenant is reached. `MailDevices` refuses such a spec before it comes here.
 */
function evenWithoutDevices({ spec, withoutDevices, findings }: Loaded): Loaded {
  const enough = spec ?? withoutDevices
  const others = findings.filter(one => one.code !== 'spec-without-devices')
  return enough ? { spec: enough, findings: others } : { findings: others }
}

function isSpecItself(spec: string): boolean {
  return spec.trimStart().startsWith('{')
}

function differing(
  { organization: configured, spec }: Settings,
  { spec: { tenant } }: Stack,
): readonly Finding[] | undefined {
  const { organization } = tenant
  if (configured === '' || configured.toLowerCase() === organization.toLowerCase()) return undefined
  const named = isSpecItself(spec) ? 'of the program' : spec
  return [finding('pulumi-organization-differs', { configured, organization, spec: named })]
}

function projectAbove(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (['Pulumi.yaml', 'Pulumi.yml'].some(name => existsSync(join(at, name)))) return at
    if (at === dirname(at)) return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
