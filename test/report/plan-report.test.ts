import { describe, expect, test } from 'vitest'
import { planReport, type PlanInput } from '../../src/report/report.js'
import { keyFrom } from '../../src/resources/resource.js'
import { at, becauseOf, change, decision, devices, others, plan, told } from './build.js'
import { connectorGoes, connectorMoves, newConnector, newMailbox, spf } from './tellings.js'

function report(parts: Partial<PlanInput>) {
  return planReport({
    folder: 'stacks/contoso',
    plan: plan({}),
    decisions: [],
    tenantRead: true,
    approve: 'devicemail apply stacks/contoso',
    notTouched: [],
    notChecked: [],
    ...parts,
  })
}

describe('in words', () => {
  test('devices that can send only afterwards are told by site and by whom they reach', () => {
    const milan = devices(14, 'milan')
    const turin = devices(3, 'turin')
    const inside = devices(3, 'bari', { to: { kind: 'tenant' } })
    const { inWords } = report({
      decisions: [...milan, ...turin, ...inside],
      plan: plan({
        changes: [
          newConnector('milan', ['203.0.113.10'], becauseOf(milan, 'milan.yaml')),
          newConnector('turin', ['198.51.100.7'], becauseOf(turin, 'turin.yaml')),
          newConnector('bari', ['198.51.100.9'], becauseOf(inside, 'bari.yaml')),
        ],
      }),
    })
    expect(inWords).toEqual([
      '14 devices at milan and 3 at turin will be able to send to anyone.',
      "3 devices at bari will be able to send to this tenant's recipients.",
      'Nothing is removed.',
    ])
  })

  test('one or two devices are told by name', () => {
    const pair = [decision('b-fax'), decision('a-copier')]
    const { inWords } = report({
      decisions: pair,
      plan: plan({ changes: [newConnector('milan', ['203.0.113.10'], becauseOf(pair, 'm.yaml'))] }),
    })
    expect(inWords[0]).toBe('a-copier and b-fax will be able to send to anyone.')
  })

  test('many sites are folded', () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap(site => devices(2, site))
    expect(report({ decisions: all }).inWords).toContain(
      'Nothing changes for 12 devices at a, b, c and 3 more.',
    )
  })

  test('a change that names no device is for the devices of its site', () => {
    const milan = devices(5, 'milan')
    const { inWords } = report({
      decisions: [...milan, ...devices(4, 'oslo')],
      plan: plan({
        changes: [
          newConnector('milan', ['203.0.113.10'], [{ site: 'milan', place: at('m.yaml', 2) }]),
        ],
      }),
    })
    expect(inWords).toContain('5 devices at milan will be able to send to anyone.')
    expect(inWords).toContain('Nothing changes for 4 devices at oslo.')
  })

  test('SPF speaks for a device that sends directly only where the record names its site', () => {
    const [fixed] = devices(1, 'oslo', { method: 'direct-send' })
    const [roaming] = devices(1, 'turin', { method: 'direct-send' })
    const both = [fixed, roaming].filter(one => one !== undefined)
    const because = [{ site: 'oslo', place: at('oslo.yaml', 2) }, ...becauseOf(both, 'a.yaml')]
    const record = spf('contoso.com', null, 'v=spf1 ip4:203.0.113.10 ~all', because, [])
    const changes = [record]
    const { inWords } = report({ plan: plan({ changes }), decisions: both })
    expect(inWords.join(' ')).toContain('Mail that oslo-copier-01 sends directly will pass SPF')
    expect(inWords.join(' ')).not.toMatch(/turin-copier-01 sends? directly will pass/)

    const terms = { path: 'terms', before: ['ip4:203.0.113.10'], after: [] }
    const later = { ...record, verb: 'update' as const, fields: [terms] }
    const words = report({ plan: plan({ changes: [later] }), decisions: both }).inWords
    expect(words.join(' ')).not.toContain('will pass SPF')
  })

  test('a new mailbox lets no relaying device send: it sends already', () => {
    const one = decision('copier')
    const { inWords } = report({
      decisions: [one],
      plan: plan({ changes: [newMailbox('printer@contoso.com', becauseOf([one], 'm.yaml'))] }),
    })
    expect(inWords[0]).toBe(
      'copier keeps sending to anyone; what changes is not what lets it send.',
    )
  })

  test('a new mailbox lets the application send that signs in to it', () => {
    const one = decision('payroll', { method: 'client-submission' })
    const { inWords } = report({
      decisions: [one],
      plan: plan({ changes: [newMailbox('payroll@contoso.com', becauseOf([one], 'm.yaml'))] }),
    })
    expect(inWords[0]).toBe('payroll will be able to send to anyone.')
  })

  test('a device is not promised what was not read or is refused', () => {
    const one = decision('payroll', { method: 'client-submission' })
    const because = becauseOf([one], 'm.yaml')
    const why = [told('error', 'It timed out.', 'Plan again.')]
    const { inWords } = report({
      decisions: [one],
      plan: plan({
        changes: [newMailbox('payroll@contoso.com', because)],
        held: [
          {
            kind: 'smtp-auth',
            key: keyFrom('payroll@contoso.com'),
            state: 'unknown',
            why,
            because,
          },
        ],
      }),
    })
    expect(inWords[0]).toBe('Nothing is done for payroll: what it needs could not be read.')
  })

  test('what is not needed to send takes no promise back, but is told', () => {
    const one = decision('copier')
    const because = becauseOf([one], 'm.yaml')
    const why = [told('error', 'The DNS gave no answer.', 'Plan again.')]
    const { inWords } = report({
      decisions: [one],
      plan: plan({
        changes: [newConnector('milan', ['203.0.113.10'], because)],
        held: [{ kind: 'spf-record', key: keyFrom('contoso.com'), state: 'unknown', why, because }],
      }),
    })
    expect(inWords).toEqual([
      'copier will be able to send to anyone.',
      '1 thing could not be read; nothing is done about it.',
      'Nothing is removed.',
    ])
  })

  test('nothing to do is said first', () => {
    expect(report({ decisions: devices(3, 'milan') }).inWords).toEqual([
      'Nothing to do: what is there is what the spec asks for.',
      'Nothing changes for 3 devices at milan.',
    ])
  })

  test('a removal is told before anything else', () => {
    const { inWords } = report({
      plan: plan({ changes: [connectorGoes('trento', '203.0.113.77')] }),
    })
    expect(inWords).toEqual([
      'Connector "Devices at trento" goes: machines behind 203.0.113.77 can no longer send through the tenant.',
    ])
  })
})

describe('what stops', () => {
  const milan = devices(38, 'milan')
  const moved = (before: readonly string[], after: readonly string[]) =>
    report({
      decisions: milan,
      plan: plan({ changes: [connectorMoves('milan', before, after, becauseOf(milan, 'm.yaml'))] }),
    })

  test('all devices of a site, when every address goes at once', () => {
    const { stops, inWords, headline } = moved(['203.0.113.10'], ['198.51.100.20'])
    expect(stops).toHaveLength(1)
    expect(stops[0]).toMatchObject({ who: '38 devices at milan', detail: '203.0.113.10' })
    expect(inWords[0]).toBe(
      'Once the line is switched, 38 devices at milan send again, from 198.51.100.20.',
    )
    expect(headline).toBe('38 devices at milan stop')
  })

  test('nobody, while an old address stays', () => {
    const { stops, inWords } = moved(['203.0.113.10'], ['198.51.100.20', '203.0.113.10'])
    expect(stops).toEqual([])
    expect(inWords[0]).toBe(
      '38 devices at milan keep sending to anyone before, during and after the change.',
    )
  })

  test('nobody for sure, when one of two addresses goes; but it is said', () => {
    const { stops, inWords } = moved(['203.0.113.10', '203.0.113.11'], ['203.0.113.10'])
    expect(stops).toEqual([])
    expect(inWords[0]).toBe(
      '38 devices at milan keep sending to anyone, but no longer from 203.0.113.11.',
    )
  })

  test('whoever signs in to a mailbox where SMTP AUTH is switched off', () => {
    const one = decision('payroll', { method: 'client-submission' })
    const { stops } = report({
      decisions: [one],
      plan: plan({
        changes: [
          change({
            kind: 'smtp-auth',
            key: 'payroll@contoso.com',
            verb: 'update',
            because: becauseOf([one], 'm.yaml'),
            fields: [{ path: 'enabled', before: true, after: false }],
            telling: {
              title: 'SMTP AUTH on payroll@contoso.com',
              meaning: 'Nobody signs in there.',
            },
          }),
        ],
      }),
    })
    expect(stops[0]?.devices).toEqual(['payroll'])
  })
})

describe('beside the words', () => {
  const copier = decision('copier')
  const because = becauseOf([copier], 'm.yaml')
  const connector = newConnector('milan', ['203.0.113.10'], because)
  const record = spf('contoso.com', 'v=spf1 -all', 'v=spf1 ip4:203.0.113.10 -all', because, [
    '203.0.113.10',
  ])

  test('who can do more, each said once', () => {
    const { canMore, canLess } = report({ plan: plan({ changes: [connector, connector] }) })
    expect(canMore).toHaveLength(1)
    expect(canLess).toEqual([])
  })

  test('the order is that of the plan, neighbours of one sort together', () => {
    const boxes = ['a', 'b'].map(name => newMailbox(`${name}@contoso.com`, because))
    expect(report({ plan: plan({ changes: [connector, ...boxes, record] }) }).order).toBe(
      '1 connector  2 mailbox (2)  3 SPF  4 read again',
    )
  })

  test.each([
    [[connector], 'revert the commit and apply: takes away just this one'],
    [[connector, record], 'revert the commit and apply: takes away 1, puts 1 back as it was'],
    [[connectorGoes('oslo', '203.0.113.9')], 'revert the commit and apply: makes 1 anew'],
  ])('the way back says what it does to each sort of change (%#)', (changes, undo) => {
    expect(report({ plan: plan({ changes }) }).undo).toBe(undo)
  })

  test('what to type in is told for devices that can send only now', () => {
    const { typeInto } = report({
      decisions: [copier, decision('other', { site: 'oslo' })],
      plan: plan({ changes: [connector] }),
    })
    expect(typeInto.map(one => one.devices)).toEqual([['copier']])
  })

  test.each([
    ['there is nothing to apply', {}],
    ['the tenant was not read', { plan: plan({ changes: [connector] }), tenantRead: false }],
    ['the mode only observes', { plan: plan({ changes: [connector], mode: 'observe' as const }) }],
  ])('nothing is offered for approval when %s', (_, parts) => {
    expect(report(parts).approve).toBeNull()
  })

  test('findings are told once, the worst first, then as they stand in the files', () => {
    const late = told('error', 'Late.', 'Mend it.', at('b.yaml', 9))
    const early = told('error', 'Early.', 'Mend it.', at('b.yaml', 2))
    const mild = told('warning', 'Mild.', 'Look at it.', at('a.yaml', 1))
    const { findings } = report({
      plan: plan({
        findings: [mild, late, early],
        held: [
          { kind: 'spf-record', key: keyFrom('x'), state: 'refused', why: [late], because: [] },
        ],
        standing: others(1),
      }),
    })
    expect(findings.map(one => one.message)).toEqual(['Early.', 'Late.', 'Mild.'])
  })
})
