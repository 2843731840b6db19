/**
 * What Microsoft and the standards fix, in one dated list: numbers, hosts and
 * days that the rest of the program leans on. When Microsoft changes its mind,
 * this is the file that changes, and the test of the same name.
 *
 * `source` says who states it, `date` on which day it was last known to hold.
 * Where no public source states a value, its source says so, and no refusal may
 * rest on it.
 */
import { canonicalName } from './dns-name.js'

/** A value that somebody else decides. */
export interface Fact<Value> {
  readonly value: Value
  readonly source: string
  /** ISO date on which it was last known to hold. */
  readonly date: string
}

/** The clouds that Microsoft runs apart from each other. */
export type CloudName = 'worldwide' | 'gcc-high' | 'dod' | 'china'

const known = '2026-11-24'
const deviceArticle =
  'Microsoft Learn: How to set up a multifunction device or application to send email'
const limitsBlog = 'Exchange Team Blog: limits of authenticated client submission'
const connectorPage = 'Microsoft Learn: New-InboundConnector'
const retirementBlog =
  'Exchange Team Blog 4489835 of 27 January 2026: SMTP AUTH basic authentication'
const spfPage = 'Microsoft Learn: Set up SPF for your Microsoft 365 domains'
const noSource = 'no public source found'
const rfc7208 = 'RFC 7208'

function fact<Value>(value: Value, source: string, date: string = known): Fact<Value> {
  return Object.freeze({ value, source, date })
}

/** Client submission: per mailbox that signs in. */
export const submissionLimits = Object.freeze({
  recipientsPerDay: fact(10_000, deviceArticle),
  messagesPerMinute: fact(30, deviceArticle),
  connectionsAtOnce: fact(3, limitsBlog),
  recipientsPerMessage: fact(500, 'Microsoft Learn: Exchange Online limits'),
})

/** The inbound connector: which sender addresses it takes. */
export const connectorLimits = Object.freeze({
  /** The shortest prefix, so the widest block. */
  widestPrefix: fact(24, connectorPage),
  ipVersion: fact<4 | 6>(4, connectorPage),
})

/** Ports that Microsoft 365 listens on for mail of devices. */
export const ports = Object.freeze({
  relay: fact(25, deviceArticle),
  /** The better one first. */
  submission: fact<readonly number[]>(Object.freeze([587, 25]), deviceArticle),
  unsupported: fact(465, deviceArticle),
})

/** The oldest TLS version that client submission takes. */
export const oldestTls = fact<'1.2'>('1.2', deviceArticle)

/** The host for old TLS, which a tenant must allow with AllowLegacyTLSClients. */
export const legacyTlsHost = fact(
  'smtp-legacy.office365.com',
  'Microsoft Learn: Set-TransportConfig',
)

export const submissionHost: Readonly<Record<CloudName, Fact<string>>> = Object.freeze({
  worldwide: fact('smtp.office365.com', deviceArticle),
  'gcc-high': fact('smtp.office365.us', noSource),
  dod: fact('smtp.office365.us', noSource),
  china: fact('smtp.partner.outlook.cn', noSource),
})

export const spfInclude: Readonly<Record<CloudName, Fact<string>>> = Object.freeze({
  worldwide: fact('spf.protection.outlook.com', spfPage),
  'gcc-high': fact('spf.protection.office365.us', spfPage),
  dod: fact('spf.protection.office365.us', spfPage),
  china: fact('spf.protection.partner.outlook.cn', spfPage),
})

/** How the name of an MX endpoint ends; the name itself is read and never computed. */
const mxEndpointSuffixes: Readonly<Record<CloudName, Fact<readonly string[]>>> = Object.freeze({
  worldwide: suffixes('the DNS record pages of Microsoft 365', 'mail.protection.outlook.com'),
  'gcc-high': suffixes(
    'Microsoft Learn: DNS records for Office 365 GCC High',
    'mail.protection.office365.us',
  ),
  dod: suffixes('Microsoft Learn: DNS records for Office 365 DoD', 'mail.protection.office365.us'),
  china: suffixes(
    'Microsoft: Create DNS records at East.net for Office 365 (operated by 21Vianet)',
    'mail.protection.partner.outlook.cn',
  ),
})

/** The end of password sign-in (basic authentication) for client submission, in all clouds. */
export const basicAuthRetirement = Object.freeze({
  offByDefault: fact('2026-12-31', retirementBlog),
  finalDateAnnounced: fact('second half of 2027', retirementBlog),
})

/** Days for which Microsoft keeps a removed mailbox. */
export const softDeleteDays = fact(30, 'Microsoft Learn: Remove-Mailbox')

/** Minutes until a switch works everywhere. */
export const switchDelayMinutes = Object.freeze({
  smtpAuth: fact(15, 'field reports; Microsoft names no time'),
  rejectDirectSend: fact(30, 'Microsoft Learn: Set-OrganizationConfig'),
})

export const spfLimits = Object.freeze({
  /** The lookup budget: terms that ask the DNS, nested ones counted. */
  lookups: fact(10, `${rfc7208}, section 4.6.4`, '2014-04-30'),
  voidLookups: fact(2, `${rfc7208}, section 4.6.4`, '2014-04-30'),
  /** Bytes of a record above which answers may no longer fit a plain UDP packet. */
  advisedLength: fact(450, `${rfc7208}, section 3.4`, '2014-04-30'),
})

/** Bytes of one string of a TXT record; longer values are several strings. */
export const txtStringLength = fact(255, 'RFC 1035, section 3.3', '1987-11-30')

/** Whether a host is an MX endpoint of Microsoft in that cloud. */
export function isMxEndpoint(host: string, cloud: CloudName): boolean {
  const name = canonicalName(host)
  return mxEndpointSuffixes[cloud].value.some(suffix => name.endsWith(`.${suffix}`))
}

/**
 * The old form of each cloud, and beside it the new one, which accepted domains get since July 2026
 * and which a domain with DNSSEC had before (Microsoft Learn: How SMTP DANE works). No page says
 * that the new form is of one cloud only, so it is taken for Microsoft's in all of them.
 */
function suffixes(source: string, oldForm: string): Fact<readonly string[]> {
  return fact<readonly string[]>(Object.freeze([oldForm, 'mx.microsoft']), source)
}
