/**
 * Worlds by chance, full of what is not ours: people and groups on addresses that
 * a spec may want, connectors of administrators and other specs, zones with
 * records of all sorts; and edits that an administrator may make at any time.
 */
import fc from 'fast-check'
import type { Parameters } from '../../src/drivers/drivers.js'
import { addresses, addressesOf, domains, people, sites } from './arbitrary-wanted.js'
import { setting, type Setting, type SettingOptions } from './setting.js'
import { world } from './world.js'

/** Who holds an address that a spec may want. */
const holders = [
  'free',
  'free',
  'free',
  'free',
  'user',
  'group',
  'contact',
  'shared',
  'marked',
  'deleted',
] as const
type Holder = (typeof holders)[number]

const zoneTexts: readonly (readonly string[])[] = [
  [],
  ['@ IN TXT "MS=ms1"'],
  ['@ IN TXT "v=spf1 include:spf.protection.outlook.com -all"', '@ IN TXT "MS=ms1"'],
  ['@ IN TXT "v=spf1 ip4:192.0.2.1 ip4:198.51.100.16 mx ~all"'],
  ['@ IN TXT "v=spf1 ?all"', '_devicemail IN TXT "v=devicemail1; spec=other; terms=ip4:192.0.2.9"'],
  [
    '@ IN TXT "v=spf1 ip4:203.0.113.16 ip4:192.0.2.9 -all"',
    '_devicemail IN TXT "v=devicemail1; spec=other; terms=ip4:192.0.2.9 ip4:203.0.113.16"',
  ],
  ['@ IN TXT "v=spf1 -all"', '@ IN TXT "v=spf1 ~all"'],
  ['@ IN TXT "v=spf1 ip4:1.2.3 -all"'],
  ['_devicemail IN TXT "a note of an administrator"'],
]

const foreignConnectors = [
  { Name: 'Devices at milan', SenderIPAddresses: ['192.0.2.1'] },
  { Name: 'Devices at oslo', Comment: '[devicemail:other/oslo] ask Bo' },
  { Name: 'Inbound from 7c1e', ConnectorSource: 'HybridWizard', SenderIPAddresses: ['192.0.2.2'] },
  { Name: 'Proofpoint lock', ConnectorType: 'Partner', Comment: 'do not touch' },
]

export interface ChanceWorld {
  readonly holders: readonly Holder[]
  readonly connectors: readonly (typeof foreignConnectors)[number][]
  readonly zones: readonly (readonly string[])[]
  readonly bornDisabled: boolean
  readonly visibilitySeconds: number
}

export const anyWorld: fc.Arbitrary<ChanceWorld> = fc.record({
  holders: fc.array(fc.constantFrom(...holders), {
    minLength: addresses.length,
    maxLength: addresses.length,
  }),
  connectors: fc.subarray(foreignConnectors),
  zones: fc.array(fc.constantFrom(...zoneTexts), {
    minLength: domains.length,
    maxLength: domains.length,
  }),
  bornDisabled: fc.boolean(),
  visibilitySeconds: fc.constantFrom(0, 0, 15),
})

export function settingOf(chance: ChanceWorld): Setting {
  const { connectors, bornDisabled, visibilitySeconds } = chance
  const held = addresses.map((address, index) => ({
    address,
    holder: chance.holders[index] ?? 'free',
  }))
  const named = (holder: Holder) =>
    held.flatMap(one =>
      one.holder === holder ? [{ name: one.address, address: one.address }] : [],
    )
  const tenant = world({
    acceptedDomains: domains,
    users: [...people.map(address => ({ name: address, address })), ...named('user')],
    groups: named('group'),
    contacts: named('contact'),
    connectorsBornDisabled: bornDisabled,
    ...(visibilitySeconds > 0 ? { delays: { visibilitySeconds } } : {}),
    objects: {
      InboundConnector: connectors,
      Mailbox: held.flatMap(({ address, holder }) => mailboxRow(address, holder)),
    },
  })
  const zones: SettingOptions['zones'] = Object.fromEntries(
    domains.map((domain, index) => [domain, chance.zones[index] ?? []]),
  )
  return setting({ tenant, zones })
}

function mailboxRow(address: string, holder: Holder) {
  const row = { PrimarySmtpAddress: address, RecipientTypeDetails: 'SharedMailbox' }
  if (holder === 'shared') return [row]
  if (holder === 'marked') return [{ ...row, CustomAttribute15: `[devicemail:other/${address}]` }]
  if (holder === 'deleted') return [{ ...row, WhenSoftDeleted: '2026-11-20T08:00:00.000Z' }]
  return []
}

/** What an administrator does to one thing of the tenant, whosever it is. */
type Edit =
  | {
      readonly on: 'connector' | 'mailbox'
      readonly which: number
      readonly cmdlet: string
      readonly parameters: Parameters
    }
  | { readonly on: 'organization'; readonly parameters: Parameters }
  | { readonly on: 'zone'; readonly domain: string; readonly from: string; readonly to: string }

const connectorEdits: readonly (readonly [string, Parameters])[] = [
  ['Set-InboundConnector', { Enabled: false }],
  ['Set-InboundConnector', { SenderIPAddresses: { add: ['192.0.2.77'] } }],
  ['Set-InboundConnector', { SenderIPAddresses: [...addressesOf(sites[0])] }],
  ['Set-InboundConnector', { Name: 'Renamed by hand' }],
  ['Set-InboundConnector', { Comment: 'mine now' }],
  ['Set-InboundConnector', { Comment: '[devicemail:other/milan]' }],
  ['Set-InboundConnector', { ConnectorType: 'Partner' }],
  ['Remove-InboundConnector', {}],
]

const mailboxEdits: readonly (readonly [string, Parameters])[] = [
  ['Set-Mailbox', { DisplayName: 'Renamed by hand' }],
  ['Set-Mailbox', { HiddenFromAddressListsEnabled: false }],
  ['Set-Mailbox', { CustomAttribute15: '' }],
  ['Set-Mailbox', { CustomAttribute15: 'cost centre 7' }],
  ['Set-Mailbox', { EmailAddresses: { add: ['smtp:by-hand@contoso.com'] } }],
  ['Set-CASMailbox', { SmtpClientAuthenticationDisabled: true }],
  ['Set-CASMailbox', { ImapEnabled: true }],
  ['Remove-Mailbox', {}],
]

const zoneEdits: readonly (readonly [string, string])[] = [
  ['ip4:198.51.100.16 ', ''],
  ['include:spf.protection.outlook.com', 'include:spf.protection.outlook.com ip4:192.0.2.55'],
  ['~all', '-all'],
  ['spec=contoso', 'spec=contoso2'],
  ['@ IN NS', '@ IN TXT "by hand"\n@ IN NS'],
]

const which = fc.integer({ min: 0, max: 12 })

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(which, fc.constantFrom(...connectorEdits)).map(([at, [cmdlet, parameters]]): Edit => ({
    on: 'connector',
    which: at,
    cmdlet,
    parameters,
  })),
  fc
    .tuple(which, fc.constantFrom(...mailboxEdits))
    .map(([at, [cmdlet, parameters]]): Edit => ({ on: 'mailbox', which: at, cmdlet, parameters })),
  fc
    .boolean()
    .map((RejectDirectSend): Edit => ({ on: 'organization', parameters: { RejectDirectSend } })),
  fc
    .tuple(fc.constantFrom(...domains), fc.constantFrom(...zoneEdits))
    .map(([domain, [from, to]]): Edit => ({ on: 'zone', domain, from, to })),
)

export const anyEdits = fc.array(anyEdit, { maxLength: 4 })

/** Makes the edits, as far as the tenant lets them be made. */
export async function edited(place: Setting, edits: readonly Edit[]): Promise<void> {
  const { port, state } = place.world
  for (const edit of edits) {
    if (edit.on === 'zone') place.editZone(edit.domain, text => text.replace(edit.from, edit.to))
    else if (edit.on === 'organization')
      await port.run([{ cmdlet: 'Set-OrganizationConfig', parameters: edit.parameters }])
    else {
      const { connectors, mailboxes } = state()
      const things = edit.on === 'connector' ? connectors : mailboxes
      const thing = things[edit.which % Math.max(1, things.length)]
      const Identity = typeof thing?.Guid === 'string' ? thing.Guid : 'nothing'
      await port.run([{ cmdlet: edit.cmdlet, parameters: { Identity, ...edit.parameters } }])
    }
  }
}
