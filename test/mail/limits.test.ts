import { describe, expect, test } from 'vitest'
import * as limits from '../../src/mail/limits.js'

describe('the facts of Microsoft', () => {
  test.each([
    ['10,000 recipients a day for each mailbox', limits.submissionLimits.recipientsPerDay, 10_000],
    ['30 messages a minute for each mailbox', limits.submissionLimits.messagesPerMinute, 30],
    ['3 connections at once for each mailbox', limits.submissionLimits.connectionsAtOnce, 3],
    ['500 recipients for each message', limits.submissionLimits.recipientsPerMessage, 500],
    ['a connector takes blocks from /24 on', limits.connectorLimits.widestPrefix, 24],
    ['a connector takes IPv4 only', limits.connectorLimits.ipVersion, 4],
    ['relay is on port 25', limits.ports.relay, 25],
    ['client submission is on 587, or 25', limits.ports.submission, [587, 25]],
    ['port 465 is not supported', limits.ports.unsupported, 465],
    ['client submission needs TLS 1.2', limits.oldestTls, '1.2'],
    ['old TLS has a host of its own', limits.legacyTlsHost, 'smtp-legacy.office365.com'],
    ['SMTP AUTH worldwide', limits.submissionHost.worldwide, 'smtp.office365.com'],
    ['SPF worldwide', limits.spfInclude.worldwide, 'spf.protection.outlook.com'],
    ['SPF in GCC High', limits.spfInclude['gcc-high'], 'spf.protection.office365.us'],
    ['SPF in DoD', limits.spfInclude.dod, 'spf.protection.office365.us'],
    ['SPF in China', limits.spfInclude.china, 'spf.protection.partner.outlook.cn'],
    [
      'passwords are off by default at the end of 2026',
      limits.basicAuthRetirement.offByDefault,
      '2026-12-31',
    ],
    [
      'the final date is named in the second half of 2027',
      limits.basicAuthRetirement.finalDateAnnounced,
      'second half of 2027',
    ],
    ['a removed mailbox is kept for 30 days', limits.softDeleteDays, 30],
    ['an SMTP AUTH switch takes 15 minutes', limits.switchDelayMinutes.smtpAuth, 15],
    ['RejectDirectSend takes 30 minutes', limits.switchDelayMinutes.rejectDirectSend, 30],
    ['SPF allows 10 look-ups', limits.spfLimits.lookups, 10],
    ['SPF allows 2 void look-ups', limits.spfLimits.voidLookups, 2],
    ['an SPF record should stay under 450 bytes', limits.spfLimits.advisedLength, 450],
    ['a TXT string holds 255 bytes', limits.txtStringLength, 255],
  ])('%s', (_, fact, value) => {
    expect(fact.value).toEqual(value)
    expect(fact.source).not.toBe('')
    expect(fact.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(Object.isFrozen(fact)).toBe(true)
  })

  test('an MX endpoint is known by its ending, old form and new, in its own cloud', () => {
    expect(limits.isMxEndpoint('contoso-com.mail.protection.outlook.com.', 'worldwide')).toBe(true)
    expect(limits.isMxEndpoint('Contoso-com.A1.mx.microsoft', 'worldwide')).toBe(true)
    expect(limits.isMxEndpoint('mx.example.com', 'worldwide')).toBe(false)
    expect(limits.isMxEndpoint('mail.protection.outlook.com.example.com', 'worldwide')).toBe(false)
    expect(limits.isMxEndpoint('contoso-com.mail.protection.outlook.com', 'gcc-high')).toBe(false)
    expect(limits.isMxEndpoint('contoso-us.mail.protection.office365.us', 'gcc-high')).toBe(true)
    expect(limits.isMxEndpoint('contoso.mail.protection.office365.us', 'dod')).toBe(true)
    const inChina = 'contoso-cn.mail.protection.partner.outlook.cn'
    expect(limits.isMxEndpoint(inChina, 'china')).toBe(true)
    expect(limits.isMxEndpoint(inChina, 'worldwide')).toBe(false)
  })
})
