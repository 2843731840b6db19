/**
 * The organisation's RejectDirectSend: refuses anonymous mail that claims to
 * come from one of the tenant's domains, unless an inbound connector recognises
 * the sender. A protection against forged inside mail.
 *
 * We lean on these facts; each has a test with the same words:
 * - it takes up to 30 minutes to work
 * - a connector by IP or certificate keeps devices working
 *
 * One switch of an object that is Microsoft's and the administrator's: only the
 * line in the spec touches it, and its absence never undoes it.
 */
import { finding } from '../findings.js'
import { flag, lowerCase, type Fields } from './field.js'
import { fromRow, propertiesOf, toParameters } from './field-table.js'
import { defineKind, keyFrom, type Key, type Reading } from './resource.js'

export interface DesiredDirectSendGuard {
  /** The key. There is one guard in an organisation. */
  readonly organization: string
  readonly rejectDirectSend: boolean
}

const fields: Fields<DesiredDirectSendGuard> = {
  organization: lowerCase({ role: 'key', about: 'The organisation, which has one such switch.' }),
  rejectDirectSend: flag({
    parameter: 'RejectDirectSend',
    about: 'Whether anonymous mail from one of our domains is refused unless a connector matches.',
  }),
}

export const DirectSendGuard = defineKind<DesiredDirectSendGuard, DesiredDirectSendGuard>({
  name: 'direct-send-guard',
  summary:
    'Refuses anonymous mail that claims to come from inside, unless a connector knows the sender.',
  cmdlets: {
    read: { 'Get-OrganizationConfig': propertiesOf(fields) },
    write: ['Set-OrganizationConfig'],
  },
  owns: 'part',
  whenUnwanted: 'keep',
  fields,
  keyOf: desired => keyFrom(desired.organization),
  check: () => [],

  tell({ after }) {
    const on = after?.rejectDirectSend === true
    const strangers = 'machines that no connector recognises and that send as one of your domains'
    return {
      title: 'direct send guard of the organisation',
      meaning: on
        ? 'Mail that claims to come from your domains is refused unless it signs in or a connector recognises its sender.'
        : 'Anybody may again hand in mail that claims to come from your domains.',
      canMore: on ? [] : [strangers],
      canLess: on ? [strangers] : [],
      ifWrong: on
        ? 'devices that send directly are refused (550 5.7.68)'
        : 'forged inside mail gets in',
      details: [{ label: 'works after', text: 'up to 30 minutes' }],
    }
  },

  find: () => Promise.resolve([]),

  async read({ exchange }, keys) {
    if (keys.length === 0) return new Map()
    const [row] = await exchange.run('Get-OrganizationConfig')
    const reading = (key: Key): Reading<DesiredDirectSendGuard> => {
      if (row?.RejectDirectSend === undefined)
        return {
          state: 'unknown',
          why: finding('direct-send-switch-unread', { organization: key }),
        }
      const values = fromRow(fields, row) as unknown as DesiredDirectSendGuard
      return { state: 'present', live: { ...values, organization: key }, owner: 'nobody' }
    }
    return new Map(keys.map(key => [key, reading(key)]))
  },

  async write({ exchange }, desired, live) {
    const parameters = toParameters(fields, 'Set-OrganizationConfig', desired, live)
    if (Object.keys(parameters).length > 0) await exchange.run('Set-OrganizationConfig', parameters)
  },

  // The switch stays as it is: absence never undoes it.
  remove: () => Promise.resolve(),
})
