/**
 * The device sheet: what a technician types into a device so that it sends.
 * Port and host are the decision's; a password is never known here, so the
 * sheet says where it belongs and nothing more.
 */
import type { Decision } from '../compile/compiled.js'
import { fact, piece, say, type Fact, type Text } from './page.js'
import { byText, listed, methodName, recipients } from './wording.js'

/** What several devices are set to alike. */
export interface Settings {
  readonly devices: readonly string[]
  readonly host: string
  readonly port: number | null
  readonly tls: Decision['tls']
  readonly signIn: string | null
}

/** The server's name; where it is the MX endpoint and not yet known, that is said. */
export function hostText({ smartHost }: Decision): string | null {
  if (smartHost === null) return null
  if (smartHost.host !== null) return smartHost.host
  return smartHost.kind === 'mx-endpoint'
    ? `the MX endpoint of ${smartHost.domain} (not read)`
    : null
}

/** Devices with equal settings together, those with most devices first. */
export function settingsOf(decisions: readonly Decision[]): readonly Settings[] {
  const groups = new Map<string, { settings: Omit<Settings, 'devices'>; devices: string[] }>()
  for (const decision of decisions) {
    const host = hostText(decision)
    if (host === null) continue
    const { port, tls, signIn } = decision
    const id = JSON.stringify([host, port, tls, signIn])
    const group = groups.get(id)
    if (group) group.devices.push(decision.device)
    else groups.set(id, { settings: { host, port, tls, signIn }, devices: [decision.device] })
  }
  return [...groups.values()]
    .map(({ settings, devices }) => ({ ...settings, devices: devices.sort(byText) }))
    .sort(
      (one, other) =>
        other.devices.length - one.devices.length ||
        byText(one.devices[0] ?? '', other.devices[0] ?? ''),
    )
}

/** `contoso-com.mail.protection.outlook.com, port 25, TLS optional, no sign-in`. */
export function settingsText({ host, port, tls, signIn }: Omit<Settings, 'devices'>): string {
  return [
    host,
    ...(port === null ? [] : [`port ${port}`]),
    ...(tls === null || tls === 'none' ? [] : [`TLS ${tls}`]),
    signIn === null ? 'no sign-in' : `signs in as ${signIn}`,
  ].join(', ')
}

const encryption: Readonly<Record<NonNullable<Decision['tls']>, string>> = {
  required: 'STARTTLS, required (TLS 1.2 or newer)',
  optional: 'STARTTLS if it can',
  none: 'none',
}

/** One line for each field of the device's own menu. */
export function sheetOf(decision: Decision): readonly Fact[] {
  const { port, tls, signIn, from, to, site, method } = decision
  const host = hostText(decision)
  if (host === null || method === null)
    return [fact('Set up', 'nothing: no way of sending serves it')]
  return [
    fact('SMTP server', code(host)),
    ...(port === null ? [] : [fact('Port', code(String(port)))]),
    ...(tls === null ? [] : [fact('Encryption', encryption[tls])]),
    fact('Authentication', signIn === null ? 'none; leave user and password empty' : 'on'),
    ...(signIn === null ? [] : [fact('User name', code(signIn))]),
    ...(signIn === null
      ? []
      : [fact('Password or token', 'from its own store; never in the spec')]),
    fact('Sender address', senderText(from)),
    fact('Can write', recipients(to)),
    fact('Way of sending', methodName(method) + (site === null ? '' : `, from ${site}`)),
  ]
}

export function senderText(from: Decision['from']): Text {
  if (from.kind === 'addresses') return code(listed(from.addresses))
  return [
    ...say("each user's own address at "),
    ...code(listed(from.domains)),
    ...say('; envelope '),
    ...code(from.envelope),
  ]
}

function code(text: string): Text {
  return [piece(text, 'code')]
}
