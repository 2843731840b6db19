/** `devicemail validate`: the text alone, all faults with their places. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, tenantYaml } from '../support/contoso.js'
import { stack, stacks } from '../support/stack.js'

describe('validate', () => {
  it('asks no tenant and leaves nothing behind', async () => {
    const { folder, read } = stack(contosoTexts)
    const { code, out } = await cli(['validate', folder])
    expect(code).toBe(0)
    expect(out).toContain('1 site and 2 devices')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('tells all faults at once, each with file, line and column', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'turin.yaml': 'sites:\n  turin: { egres: 198.51.100.7 }\n',
      'oslo.yaml': 'devices:\n  oslo-fax: { site: milano, from: fax@contoso.com }\n',
    })
    const { code, out } = await cli(['validate', folder])
    expect(code).toBe(1)
    expect(out).toContain('turin.yaml:2:12')
    expect(out).toContain('oslo.yaml:2:21')
  })

  it('counts warnings as errors when it is to be strict', async () => {
    const { folder } = stack(contosoTexts)
    expect((await cli(['validate', folder])).code).toBe(0)
    expect((await cli(['validate', folder, '--strict'])).code).toBe(1)
  })
})

describe('a folder that cannot be read', () => {
  it.each(['validate', 'plan', 'apply', 'verify', 'explain', 'status', 'destroy'])(
    'is told by %s when it is missing',
    async command => {
      const { folder } = stack({})
      const { code, out } = await cli([command, `${folder}-typo`])
      expect(code).toBe(1)
      expect(out).toContain('spec-folder-missing')
    },
  )

  it('is told when it is empty, for an empty spec would remove everything', async () => {
    const { folder } = stack({})
    const { code, json } = await cli(['plan', folder, '--format', 'json'])
    expect(code).toBe(1)
    expect(json).toMatchObject({ findings: [{ severity: 'error' }] })
  })

  it('is told when its only spec says nothing', async () => {
    const { folder } = stack({ 'tenant.yaml': '# nothing yet\n' })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(1)
  })
})

describe('several folders', () => {
  const fabrikam = {
    'tenant.yaml': tenantYaml.replaceAll('contoso', 'fabrikam'),
    'milan.yaml':
      'sites:\n  milan: { egress: 203.0.113.10 }\ndevices:\n' +
      '  fax: { site: milan, from: fax@fabrikam.com, to: anyone }\n',
  }

  it('are told one after the other, with one exit code', async () => {
    const [good, bad] = stacks({ contoso: contosoTexts, fabrikam: { 'tenant.yaml': 'a: 1\n' } })
    const { code, out } = await cli(['validate', good?.folder ?? '', bad?.folder ?? ''])
    expect(code).toBe(1)
    expect(out.indexOf('/contoso')).toBeLessThan(out.indexOf('/fabrikam'))
  })

  it('that claim one address are told at both ends, and nothing is planned', async () => {
    const both = stacks({ contoso: contosoTexts, fabrikam })
    const folders = both.map(one => one.folder)
    const { code, out } = await cli(['plan', ...folders])
    expect(code).toBe(1)
    expect(out.match(/address-in-two-specs/g)).toHaveLength(2)
    expect(both.map(one => one.read('.simulator/tenant.json'))).toEqual([undefined, undefined])
  })

  it('that are one spec of one tenant are refused: each would remove what the other made', async () => {
    const second = {
      'tenant.yaml': tenantYaml,
      'turin.yaml':
        'sites:\n  turin: { egress: 198.51.100.7 }\ndevices:\n' +
        '  fax: { site: turin, from: fax@contoso.com, to: anyone }\n',
    }
    const folders = stacks({ contoso: contosoTexts, copy: second }).map(one => one.folder)
    const { code, out } = await cli(['plan', ...folders])
    expect(code).toBe(1)
    expect(out.match(/spec-name-in-two-folders/g)).toHaveLength(2)
    expect(out).toContain('tenant.name')
  })

  it('that are the same folder are one folder', async () => {
    const { folder } = stack(contosoTexts)
    const { code, out } = await cli(['validate', folder, `${folder}/`])
    expect(code).toBe(0)
    expect(out.match(/devicemail validate/g)).toHaveLength(1)
  })
})
