/**
 * A stack whose calls are counted: so many devices at 50 sites, 300 addresses
 * that they send from, people who may read a third of them, SPF, and devices
 * that sign in as people.
 */
import type { Texts } from './stack.js'

export interface CallsShape {
  readonly devices: number
  /** So many of the mailboxes stand there already, without our mark; none if not given. */
  readonly foreign?: number
}

const sites = 50
const mailboxes = 300
const people = 60
const scanners = 10

/** Every third mailbox has members: all of them one security group, most of them a person of their own too. */
export const mailboxesWithMembers = mailboxes / 3

export function callsStack({ devices, foreign = 0 }: CallsShape): Texts {
  return {
    'spec.yaml': specOf(devices - scanners, foreign),
    'simulator.yaml': sceneOf(foreign),
    'contoso.com.zone': zone,
  }
}

/** The same spec, where one site has another address. */
export function withOneAddressChanged(spec: string): string {
  return spec.replace('site-0: { egress: 20.0.0.1 }', 'site-0: { egress: 20.0.1.1 }')
}

function specOf(devices: number, foreign: number): string {
  return `version: 1
tenant: { name: contoso, organization: contoso.onmicrosoft.com, exchange: { driver: simulator } }
domains: { contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } } }
profiles:
  old-copier: { tls: none, auth: [], ports: [25] }
  application: { tls: 1.2, auth: [oauth-app], ports: [587] }
  scanner: { tls: 1.2, auth: [oauth-user], ports: [587] }
senders:
${lines(mailboxes, index => senderOf(index, index < foreign))}
sites:
${lines(sites, index => `  site-${String(index)}: { egress: 20.0.0.${String(index * 2 + 1)} }`)}
devices:
${lines(devices, index => deviceOf(index, devices))}
${lines(scanners, scannerOf)}
`
}

function senderOf(index: number, adopt: boolean): string {
  const nth = index / 3
  const own = nth < people ? [person(nth)] : []
  const members = Number.isInteger(nth) ? ['team@contoso.com', ...own] : []
  return `  ${sender(index)}: { adopt: ${String(adopt)}, members: [${members.join(', ')}] }`
}

/** Few devices send as several addresses each, so that all addresses are sent from. */
function deviceOf(index: number, devices: number): string {
  const each = Math.ceil(mailboxes / devices)
  const from = Array.from({ length: each }, (_, next) => sender((index * each + next) % mailboxes))
  const profile = index % 7 === 0 ? 'application' : 'old-copier'
  const site = `site-${String(index % sites)}`
  return `  device-${String(index)}: { site: ${site}, profile: ${profile}, from: [${from.join(', ')}], to: anyone }`
}

function scannerOf(index: number): string {
  return `  scanner-${String(index)}: { site: site-0, profile: scanner, from: ${person(index)}, signIn: ${person(index)}, to: anyone }`
}

function sceneOf(foreign: number): string {
  return `organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com]
users:
${lines(people, index => `  - { name: Person ${String(index)}, address: ${person(index)} }`)}
objects:
  DistributionGroup:
    - { PrimarySmtpAddress: team@contoso.com, RecipientTypeDetails: MailUniversalSecurityGroup }
  Mailbox:
${lines(foreign, index => `    - { PrimarySmtpAddress: ${sender(index)}, RecipientTypeDetails: SharedMailbox }`)}
    - { PrimarySmtpAddress: somebody-elses@contoso.com, RecipientTypeDetails: SharedMailbox }
`
}

function sender(index: number): string {
  return `sender-${String(index)}@contoso.com`
}

function person(index: number): string {
  return `person-${String(index)}@contoso.com`
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n')
}

const zone = `$ORIGIN contoso.com.
$TTL 3600
@    IN SOA ns1.contoso.com. hostmaster.contoso.com. 2026010101 3600 900 604800 300
@    IN NS  ns1.contoso.com.
@    IN MX  0 contoso-com.mail.protection.outlook.com.
@    IN TXT "v=spf1 include:spf.protection.outlook.com -all"
ns1  IN A   192.0.2.53
`
