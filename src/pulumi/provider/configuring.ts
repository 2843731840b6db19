/**
 * CheckConfig and DiffConfig: whether the provider was told enough, and that a
 * stack is never led from one tenant to another. Nothing is connected here.
 */
import { finding } from '../../findings.js'
import type { Properties } from '../codec/properties.js'
import { openSettings, settingFaults, settingsFrom, type SettingFault } from './settings.js'

export function checkConfig(
  olds: Properties,
  news: Properties,
  name: string,
  directory: string,
): readonly SettingFault[] {
  const faults = settingFaults(news)
  if (faults.length > 0) return faults
  const moved = organizationChange(olds, news)
  if (moved.length > 0) return moved
  const opened = openSettings(settingsFrom(news, name), directory)
  if ('spec' in opened) return []
  return opened.map(why => ({
    property: why.code === 'pulumi-organization-differs' ? 'organization' : 'spec',
    why,
  }))
}

/** Resources of one tenant would be taken for those of another. */
function organizationChange(olds: Properties, news: Properties): readonly SettingFault[] {
  const { organization: old } = settingsFrom(olds)
  const { organization } = settingsFrom(news)
  if (old === '' || organization === '' || old.toLowerCase() === organization.toLowerCase())
    return []
  const why = finding('pulumi-organization-changed', { old, new: organization })
  return [{ property: 'organization', why }]
}

/** The settings that differ. None of them replaces anything. */
export function changedSettings(olds: Properties, news: Properties): readonly string[] {
  const before = settingsFrom(olds)
  const after = settingsFrom(news)
  return (['spec', 'organization'] as const).filter(name => before[name] !== after[name])
}
