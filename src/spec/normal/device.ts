/**
 * A device in normal form: its own values, else those of its profile, else the
 * defaults of the spec, else what is safe to assume of a device nobody
 * described: no TLS, no sign-in, port 25.
 */
import { within, type Spot } from '../spot.js'
import type { Device, SignInWay, TlsVersion } from '../spec.js'
import { signInWays, type WrittenDevice, type WrittenProfile } from '../schema/device.js'
import type { DeviceItem, Item } from '../sections.js'
import { asList, described, type Bench } from './bench.js'
import { expand } from './expand.js'
import { fromOf } from './from.js'
import { recipientsOf } from './recipients.js'

export function deviceOf(item: DeviceItem, bench: Bench): Device {
  const { name } = item
  const { references, values, tell } = bench
  const profile = profileOf(item, bench)
  const written: WrittenDevice = {
    ...bench.defaults.device.values,
    ...profile?.written,
    ...item.written,
  }
  /** Where a key was written: at the device, in its profile, or among the defaults. */
  const spotOf = (key: keyof WrittenDevice): Spot => {
    if (Object.hasOwn(item.written, key)) return within(item.spot, key)
    if (profile && Object.hasOwn(profile.written, key)) return within(profile.spot, key)
    return bench.defaults.device.spotOf(key) ?? item.spot
  }

  const site = siteOf(item, written, spotOf('site'), bench)
  const user = `Device ${name}`
  const relay =
    written.relay === undefined
      ? undefined
      : references.find('relays', written.relay, user, spotOf('relay'))
  const names = { device: name, site }
  const signIn =
    written.signIn === undefined ? null : expand(written.signIn, names, spotOf('signIn'), tell)
  const incomplete = item.broken || profile?.broken === true || mayHideMore(written, profile, bench)
  if (written.from === undefined && !incomplete)
    tell('device-without-from', { device: name }, item.spot)
  if (written.to === undefined && !incomplete)
    tell('device-without-recipients', { device: name }, item.spot)

  return {
    name,
    site,
    profile: profile?.name ?? null,
    from: fromOf(written.from ?? [], spotOf('from'), names, bench),
    signIn: signIn === null ? null : values.address(signIn, spotOf('signIn')),
    to: recipientsOf(written.to ?? 'tenant', spotOf('to'), bench),
    tls: tlsOf(written.tls),
    auth: authOf(written.auth),
    ports: portsOf(written.ports),
    certificate:
      written.certificate === undefined
        ? null
        : values.certificate(written.certificate, spotOf('certificate')),
    recipientsPerDay: written.recipientsPerDay ?? null,
    messagesPerMinute: written.messagesPerMinute ?? null,
    purpose: written.purpose ?? 'transactional',
    ownSmtpServer: written.ownSmtpServer ?? false,
    relay: relay?.name ?? null,
    method: written.method ?? null,
    ...described(written),
  }
}

/** What a profile or the defaults say may stand where nothing could be read. */
function mayHideMore(
  written: WrittenDevice,
  profile: Item<WrittenProfile> | undefined,
  { unread }: Bench,
): boolean {
  return (written.profile !== undefined && !profile) || unread.name('defaults', 'device')
}

function profileOf(item: DeviceItem, bench: Bench): Item<WrittenProfile> | undefined {
  const name = item.written.profile ?? bench.defaults.device.values.profile
  if (name === undefined) return undefined
  const own = item.written.profile !== undefined
  const spot = own ? within(item.spot, 'profile') : bench.defaults.device.spotOf('profile')
  return bench.references.find('profiles', name, `Device ${item.name}`, spot ?? item.spot)
}

/** A device under a site is of that site, whatever the defaults say. */
function siteOf(
  item: DeviceItem,
  written: WrittenDevice,
  spot: Spot,
  { references, tell }: Bench,
): string | null {
  const { name, under } = item
  const named = under === undefined ? written.site : item.written.site
  if (named === undefined) return under ?? null
  const found = references.find('sites', named, `Device ${name}`, spot)
  if (under === undefined) return found?.name ?? null
  if (found && found.name !== under)
    tell('device-of-two-sites', { device: name, site: under, other: found.name }, spot)
  return under
}

/** A program may hand over the number 1.2; text keeps what was written. */
const versionOfNumber = { 1: '1.0', 1.1: '1.1', 1.2: '1.2', 1.3: '1.3' } as const

function tlsOf(written: WrittenDevice['tls']): TlsVersion {
  if (written === undefined || written === false) return 'none'
  return typeof written === 'number' ? versionOfNumber[written] : written
}

/** In the order of the schema, which is from the plainest to the safest. */
function authOf(written: WrittenDevice['auth']): readonly SignInWay[] {
  if (written === undefined || written === 'none') return []
  const ways = asList(written)
  return signInWays.filter(way => ways.includes(way))
}

function portsOf(written: WrittenDevice['ports']): readonly number[] {
  const ports = asList(written ?? 25)
  const isSorted = ports.every((port, index) => index === 0 || (ports[index - 1] ?? 0) < port)
  return isSorted ? ports : [...new Set(ports)].sort((one, other) => one - other)
}
