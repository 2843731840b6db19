/** How a spec is cut into files, and in which order things stand, means nothing. */
import { dump } from 'js-yaml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { load, specFrom, type Loaded } from '../../src/spec/load.js'
import { folderOf } from './texts.js'

type Things = Readonly<Record<string, unknown>>

const parts: readonly Things[] = [
  { tenant: { organization: 'contoso.onmicrosoft.com' } },
  { tenant: { exchange: { driver: 'simulator' }, labels: { a: 1, b: 2 } } },
  { defaults: { device: { to: 'anyone' } } },
  { defaults: { device: { ports: [25, 587] }, site: { port25: 'open' } } },
  { domains: { 'contoso.com': { dns: 'manual' } } },
  { domains: { 'fabrikam.com': null } },
  { profiles: { old: { tls: 'none' }, new: { tls: '1.3', auth: ['oauth-app'] } } },
  { sites: { milan: { egress: '203.0.113.10', devices: { fax: { from: 'fax@contoso.com' } } } } },
  { sites: { oslo: { via: 'milan' }, turin: { address: 'dynamic' } } },
  { relays: { box: { site: 'turin', via: 'direct-send' } } },
  { senders: { '*@contoso.com': { mailbox: 'none' }, 'fax@contoso.com': { displayName: 'Fax' } } },
  { senders: { 'a*@contoso.com': { aliasOf: 'fax@contoso.com' } } },
  { devices: { copier: { site: 'milan', profile: 'old', from: '{device}@contoso.com' } } },
  { devices: { payroll: { profile: 'new', from: 'payroll@fabrikam.com', to: 'tenant' } } },
]

/** The spec without the places, in which the files do matter. */
function meaning({ spec, findings }: Loaded): unknown {
  const things = Object.entries(spec ?? {}).filter(([name]) => name !== 'places')
  return { ...Object.fromEntries(things), codes: findings.map(one => one.code).sort() }
}

const usual = meaning(load(folderOf({ 'a.yaml': parts.map(one => dump(one)).join('---\n') })))

describe('the order of files and keys', () => {
  it('starts from a spec without fault', () => {
    expect(usual).toMatchObject({
      codes: [],
      sites: [{ name: 'milan' }, { name: 'oslo' }, { name: 'turin' }],
    })
  })

  it('means nothing, however the documents are shuffled and dealt to files', () => {
    const dealt = fc.tuple(
      fc.shuffledSubarray([...parts], { minLength: parts.length }),
      fc.array(fc.constantFrom('a.yaml', 'b.yaml', 'c.yml'), {
        minLength: parts.length,
        maxLength: parts.length,
      }),
    )
    fc.assert(
      fc.property(dealt, ([shuffled, names]) => {
        const files = new Map<string, string>()
        for (const [index, part] of shuffled.entries()) {
          const name = names[index] ?? 'a.yaml'
          files.set(name, `${files.get(name) ?? ''}---\n${dump(reversed(part))}`)
        }
        expect(meaning(load(folderOf(Object.fromEntries(files))))).toEqual(usual)
      }),
      { numRuns: 60 },
    )
  })

  it('means nothing in the data of a program either', () => {
    const merged = {
      tenant: { ...(parts[0]?.tenant as Things), ...(parts[1]?.tenant as Things) },
      defaults: { device: { to: 'anyone', ports: [25, 587] }, site: { port25: 'open' } },
    }
    const sections = ['domains', 'profiles', 'sites', 'relays', 'senders', 'devices'].map(
      (section): [string, unknown] => [
        section,
        Object.assign({}, ...parts.map(one => one[section])),
      ],
    )
    const data = { ...Object.fromEntries(sections.reverse()), ...merged }
    expect(meaning(specFrom(data, 'contoso'))).toEqual(usual)
  })
})

/** The same map with its keys the other way round, all the way down. */
function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, one]): [string, unknown] => [key, reversed(one)]))
}
