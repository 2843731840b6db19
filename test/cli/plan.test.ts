/** `devicemail plan`: the difference, shown; nothing is changed. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, turinYaml } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { planShape } from './shapes.js'

describe('plan', () => {
  it('changes nothing, and says so with the digest of what it would do', async () => {
    const { folder, read } = stack(contosoTexts)
    const { code, out } = await cli(['plan', folder])
    expect(code).toBe(0)
    expect(out).toContain('+ connector "Devices at milan"')
    expect(out).toContain('~ SPF contoso.com')
    expect(out).toMatch(/Nothing was changed\.\ndigest [0-9a-f]{16}/)
    expect(read('.simulator/tenant.json')).toBeUndefined()
    expect(read('.devicemail/lock')).toBeUndefined()
  })

  it('gives the same bytes for the same spec and tenant', async () => {
    const { folder } = stack(contosoTexts)
    const once = await cli(['plan', folder, '--format', 'json'])
    const again = await cli(['plan', folder, '--format', 'json'])
    expect(again.out).toBe(once.out)
  })

  it('exits with 2 for changes only when asked to, and with 0 when nothing is to do', async () => {
    const { folder } = stack(contosoTexts)
    expect((await cli(['plan', folder])).code).toBe(0)
    expect((await cli(['plan', folder, '--detailed-exitcode'])).code).toBe(2)
    await cli(['apply', folder, '--yes'])
    expect((await cli(['plan', folder, '--detailed-exitcode'])).code).toBe(0)
  })

  it('exits with 1, not 2, when something is refused beside the changes', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'simulator.yaml':
        'acceptedDomains: [contoso.com]\nusers: [{ name: Fax, address: fax@contoso.com }]\n',
    })
    const { code, out } = await cli(['plan', folder, '--detailed-exitcode'])
    expect(code).toBe(1)
    expect(out).toContain('address-held')
    expect(out).toContain('mailbox: existing')
  })
})

describe('what a plan leaves out', () => {
  it('a target brings what it needs and names how much is left out', async () => {
    const { folder } = stack({ ...contosoTexts, 'turin.yaml': turinYaml })
    const target = ['--target', 'inbound-connector:turin']
    const { code, json } = await cli(['plan', folder, ...target, '--format', 'json'])
    const { changes, findings } = planShape.parse(json)
    expect(code).toBe(0)
    expect(changes.map(one => `${one.kind}:${one.key}`)).toEqual(['inbound-connector:turin'])
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'changes-left-out', severity: 'information' }),
    )
  })

  it('a target may be a whole kind, and several may be given', async () => {
    const { folder } = stack(contosoTexts)
    const targets = ['--target', 'shared-mailbox', '--target', 'SPF-Record:contoso.com']
    const { json } = await cli(['plan', folder, ...targets, '--format', 'json'])
    const kinds = planShape.parse(json).changes.map(one => one.kind)
    expect(new Set(kinds)).toEqual(new Set(['shared-mailbox', 'spf-record']))
  })

  it.each(['inbound-connector:mlian', 'inbond-connector:milan', 'inbound-connectr'])(
    'a target that names nothing (%s) is an error that says what may be meant',
    async target => {
      const { folder } = stack(contosoTexts)
      const { code, out } = await cli(['plan', folder, '--target', target])
      expect(code).toBe(1)
      expect(out).toContain(`"${target}"`)
      expect(out).toMatch(/such as `inbound-connector(:milan)?`/)
      expect(out).not.toContain('what is there is what the spec asks for')
    },
  )

  it('a mistyped target beside a good one lets nothing be done', async () => {
    const { folder, read } = stack(contosoTexts)
    const targets = ['--target', 'shared-mailbox', '--target', 'spf-recrd']
    const { code } = await cli(['apply', folder, '--yes', ...targets])
    expect(code).toBe(1)
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('additive leaves removals out, and does not claim that all is as it must be', async () => {
    const { folder, write } = stack({ ...contosoTexts, 'turin.yaml': turinYaml })
    await cli(['apply', folder, '--yes'])
    write({ 'turin.yaml': null })
    const { out, code } = await cli(['plan', folder, '--mode', 'additive'])
    expect(code).toBe(0)
    expect(out).not.toContain('- connector')
    expect(out).toContain('left out by `--mode additive`')
  })

  it('observe shows the whole difference, and apply does nothing of it', async () => {
    const { folder, read } = stack(contosoTexts)
    const { out } = await cli(['plan', folder, '--mode', 'observe'])
    expect(out).toContain('+ connector "Devices at milan"')
    const applied = await cli(['apply', folder, '--yes', '--mode', 'observe'])
    expect(applied.code).toBe(0)
    expect(applied.out).toContain('Nothing was changed.')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })
})

describe('limits of removals', () => {
  const three = `${turinYaml}
`
    .replaceAll('turin', 'oslo')
    .replace('198.51.100.7', '198.51.100.8')

  const withThreeSites = async () => {
    const made = stack({ ...contosoTexts, 'turin.yaml': turinYaml, 'oslo.yaml': three })
    await cli(['apply', made.folder, '--yes'])
    made.write({ 'turin.yaml': null, 'oslo.yaml': null })
    return made
  }

  it('refuse the whole apply, so that no half of it is done', async () => {
    const { folder, zone, tenant } = await withThreeSites()
    const before = zone('contoso.com')
    const { code, out } = await cli(['apply', folder, '--yes'])
    expect(code).toBe(1)
    expect(out).toContain('too-many-removals')
    expect(out).toContain('--max-removals 2')
    expect(zone('contoso.com')).toBe(before)
    expect(tenant().connectors).toHaveLength(3)
  })

  it('are lifted by the flag that the refusal names', async () => {
    const { folder, tenant } = await withThreeSites()
    expect((await cli(['apply', folder, '--yes', '--max-removals', '2'])).code).toBe(0)
    expect(tenant().connectors).toHaveLength(1)
  })

  it('may forbid every removal', async () => {
    const { folder, write } = stack({ ...contosoTexts, 'turin.yaml': turinYaml })
    await cli(['apply', folder, '--yes'])
    write({ 'turin.yaml': null })
    expect((await cli(['plan', folder])).code).toBe(0)
    expect((await cli(['plan', folder, '--max-removals', '0'])).code).toBe(1)
  })
})

describe('strict', () => {
  const unknownMx = {
    'contoso.com.zone': `$ORIGIN contoso.com.
$TTL 3600
@ IN SOA ns1.contoso.com. hostmaster.contoso.com. 1 3600 900 604800 300
@ IN NS ns1.contoso.com.
@ IN MX 10 mx.example.com.
`,
  }

  it('makes a warning of the tenant an error', async () => {
    const public_ = {
      'milan.yaml': contosoTexts['milan.yaml']?.replace('203.0.113.10', '20.1.2.3') ?? '',
    }
    const { folder } = stack({ ...contosoTexts, ...public_, ...unknownMx })
    const { code, out } = await cli(['plan', folder])
    expect(out).toContain('mx-endpoint-unknown')
    expect(code).toBe(0)
    expect((await cli(['plan', folder, '--strict'])).code).toBe(1)
    expect((await cli(['apply', folder, '--strict', '--yes'])).code).toBe(1)
  })
})

describe('the command that a plan ends with', () => {
  it('carries all that narrowed the plan, ready for a shell', async () => {
    const { folder, path } = stack(contosoTexts, 'our devices')
    const file = path("it's.plan")
    const narrowed = ['--target', 'shared-mailbox', '--mode', 'additive', '--max-removals', '3']
    const { out } = await cli(['plan', folder, ...narrowed, '--out', file], { width: 400 })
    const command = /Apply exactly this:\s+(.*)/.exec(out)?.[1]
    expect(command).toBe(
      `devicemail apply '${folder}' --target shared-mailbox --mode additive --max-removals 3 --plan '${file.replace("'", "'\\''")}'`,
    )
  })

  it('is not said to be exact where no plan was saved', async () => {
    const { folder } = stack(contosoTexts)
    const { out } = await cli(['plan', folder], { width: 400 })
    expect(out).toContain(`Apply it:  devicemail apply ${folder}\n`)
  })
})
