/** DMARC: which record holds for a name, what it asks for, and which domains it takes as one. */
import { describe, expect, it } from 'vitest'
import { readDkim } from '../../src/mail/dkim.js'
import { aligns, parseDmarc, readDmarc } from '../../src/mail/dmarc.js'

const world = (records: Readonly<Record<string, readonly string[]>>) => (name: string) => {
  const found = records[name]
  if (found?.[0] === 'SILENT') return Promise.resolve({ status: 'timeout', records: [] })
  return Promise.resolve({ status: found ? 'ok' : 'nxdomain', records: found ?? [] })
}

describe('a record', () => {
  it.each([
    ['v=DMARC1; p=none', 'none', 'none', 'relaxed'],
    ['v=DMARC1;p=reject;sp=quarantine;aspf=s', 'reject', 'quarantine', 'strict'],
    [
      'v=DMARC1 ; P = Quarantine ; rua=mailto:dmarc@contoso.com',
      'quarantine',
      'quarantine',
      'relaxed',
    ],
    ['v=DMARC1; p=reject; sp=nonsense', 'reject', 'reject', 'relaxed'],
  ])('%s is read', (text, policy, subdomainPolicy, spf) => {
    expect(parseDmarc(text)).toMatchObject({ policy, subdomainPolicy, spf })
  })

  it.each(['v=DMARC1', 'v=DMARC1; p=block', 'v=DMARC2; p=none', 'p=none; v=DMARC1', ''])(
    '%s is none',
    text => {
      expect(parseDmarc(text)).toBeUndefined()
    },
  )
})

describe('the record that holds', () => {
  it('is the one of the name itself', async () => {
    const resolve = world({ '_dmarc.contoso.com': ['v=DMARC1; p=reject; sp=none'] })
    expect(await readDmarc('contoso.com', resolve)).toMatchObject({
      policy: 'reject',
      at: 'contoso.com',
      organization: 'contoso.com',
    })
  })

  it('is, for a name without one, that of the name above with its policy for subdomains', async () => {
    const resolve = world({ '_dmarc.contoso.com': ['v=DMARC1; p=reject; sp=none'] })
    expect(await readDmarc('shop.eu.contoso.com', resolve)).toMatchObject({
      state: 'present',
      policy: 'none',
      at: 'contoso.com',
    })
  })

  it('is none where two stand at one name', async () => {
    const two = ['v=DMARC1; p=none', 'v=DMARC1; p=reject']
    expect((await readDmarc('contoso.com', world({ '_dmarc.contoso.com': two }))).state).toBe(
      'absent',
    )
  })

  it('is not known where the DNS is silent, and faulty where it names no policy', async () => {
    const silent = world({ '_dmarc.contoso.com': ['SILENT'] })
    expect((await readDmarc('contoso.com', silent)).state).toBe('unknown')
    const faulty = world({ '_dmarc.contoso.com': ['v=DMARC1; policy=none'] })
    expect((await readDmarc('contoso.com', faulty)).state).toBe('faulty')
  })
})

it('takes names of one organisation as one, unless it is strict', () => {
  expect(aligns('mail.contoso.com', 'shop.contoso.com', 'relaxed', 'contoso.com')).toBe(true)
  expect(aligns('mail.contoso.com', 'shop.contoso.com', 'strict', 'contoso.com')).toBe(false)
  expect(aligns('contoso.com', 'contoso.com', 'strict', 'contoso.com')).toBe(true)
  expect(aligns('fabrikam.com', 'contoso.com', 'relaxed', 'contoso.com')).toBe(false)
})

describe('DKIM of Exchange', () => {
  it.each([
    ['selector1-contoso-com._domainkey.contoso.onmicrosoft.com', 'signs'],
    ['selector1-contoso-com._domainkey.contoso.n-v1.dkim.mail.microsoft', 'signs'],
    ['selector1-contoso-us._domainkey.contoso.onmicrosoft.us.', 'signs'],
    ['Selector1-contoso-cn._domainkey.contoso.partner.onmschina.cn', 'signs'],
    ['selector1._domainkey.onmicrosoft.com.mailer.example', 'elsewhere'],
    ['keys.mailer.example', 'elsewhere'],
  ])('leads to %s: %s', async (target, reading) => {
    const resolve = world({ 'selector1._domainkey.contoso.com': [target] })
    expect(await readDkim('contoso.com', resolve)).toBe(reading)
  })

  it('is absent where no selector leads anywhere, and not known where the DNS is silent', async () => {
    expect(await readDkim('contoso.com', world({}))).toBe('absent')
    const silent = world({ 'selector2._domainkey.contoso.com': ['SILENT'] })
    expect(await readDkim('contoso.com', silent)).toBe('unknown')
  })
})
