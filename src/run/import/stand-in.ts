/**
 * A spec around devices for which no folder was named: it has every site,
 * profile and domain that they name, so that only the devices are judged.
 */
import { yamlText } from '../yaml-text.js'
import type { DeviceRow } from './device-text.js'

export function standIn(rows: readonly DeviceRow[]): string {
  const named = (key: string) => [
    ...new Set(
      rows.flatMap(({ cells }) =>
        cells.flatMap(({ column, cell }) =>
          column.key === key && cell.text !== '' ? [cell.text] : [],
        ),
      ),
    ),
  ]
  const addresses = [...named('from'), ...named('signIn')].join(' ')
  const domains = [...addresses.matchAll(/@(?<domain>[\w.-]+)/gu)].map(one => one[1] ?? '')
  const section = (name: string, names: readonly string[], value: string) =>
    names.length === 0
      ? []
      : [`${name}:`, ...[...new Set(names)].map(one => `  ${yamlText(one)}: ${value}`)]
  return [
    'version: 1',
    'tenant: { organization: example.onmicrosoft.com, exchange: simulator }',
    ...section('sites', named('site'), '{}'),
    ...section('profiles', named('profile'), '{}'),
    ...section('domains', domains, '{}'),
    '',
  ].join('\n')
}
