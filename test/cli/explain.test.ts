/** `devicemail explain`: which way of sending, why, and what would change it; from the text alone. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { explainShape } from './shapes.js'

const texts = {
  ...contosoTexts,
  'oslo.yaml': `sites:
  oslo: { egress: 198.51.100.7, address: dynamic }
devices:
  oslo-fax: { site: oslo, profile: old-copier, from: fax@contoso.com, to: anyone }
`,
}

describe('explain', () => {
  it('tells every requirement of every way of sending, held or not', async () => {
    const { folder } = stack(texts)
    const { code, json } = await cli(['explain', folder, 'milan-fax', '--format', 'json'])
    expect(code).toBe(0)
    const [device, ...others] = explainShape.parse(json).devices
    expect(others).toEqual([])
    expect(device).toMatchObject({ device: 'milan-fax', method: 'smtp-relay', port: 25 })
    const methods = new Set(device?.checks.map(one => one.method))
    expect(methods.size).toBe(4)
    expect(device?.checks.some(one => !one.holds)).toBe(true)
  })

  it('says what to change where no way of sending serves a device', async () => {
    const { folder } = stack(texts)
    const { out } = await cli(['explain', folder, 'oslo-fax'])
    expect(out).toContain('No way of sending serves oslo-fax.')
    expect(out).toContain('To change it:')
  })

  it('asks no tenant: it works where there is none', async () => {
    const { folder, read } = stack({
      ...texts,
      'tenant.yaml': contosoTexts['tenant.yaml']?.replace('simulator', 'rest') ?? '',
    })
    expect((await cli(['explain', folder])).code).toBe(0)
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('knows a device however its name is capitalised', async () => {
    const { folder } = stack(texts)
    expect((await cli(['explain', folder, 'Milan-FAX'])).code).toBe(0)
  })

  it('says which device may be meant, with nothing on stdout', async () => {
    const { folder } = stack(texts)
    const { code, out, err } = await cli(['explain', folder, 'milan-copir', '--format', 'json'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('No device of this spec is named "milan-copir".')
    expect(err).toContain('Did you mean milan-copier?')
  })

  it('names the devices there are where nothing comes close', async () => {
    const { folder } = stack(texts)
    const { err } = await cli(['explain', folder, 'xyzzy'])
    expect(err).toContain('milan-copier, milan-fax, oslo-fax')
  })

  it('gives the sheet that a technician types into the device', async () => {
    const { folder } = stack(texts)
    const { out } = await cli(['explain', folder, 'milan-fax', '--sheet'])
    expect(out).toMatch(/SMTP server +.*\n +Port +25/)
    expect(out).not.toContain('✗')
  })
})
