import fc from 'fast-check'
import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { html } from '../../src/report/html.js'
import { json } from '../../src/report/json-text.js'
import { widthOf } from '../../src/report/layout.js'
import { markdown } from '../../src/report/markdown.js'
import { planReport, validateReport, verifyReport } from '../../src/report/report.js'
import { terminal } from '../../src/report/terminal.js'
import { at, becauseOf, decision, devices, plan, told } from './build.js'
import { hostilePlan } from './hostile.js'
import { hostileText } from './hostile-text.js'
import { scenarios } from './scenarios.js'
import { newConnector, newMailbox } from './tellings.js'

const plain = { palette: picocolors.createColors(false), width: 100, verbose: false }
const coloured = { ...plain, palette: picocolors.createColors(true) }

function rollout(count: number) {
  const copiers = devices(count, 'milan')
  return planReport({
    folder: 'stacks/contoso',
    tenantRead: true,
    approve: 'devicemail apply stacks/contoso',
    notTouched: [],
    notChecked: [],
    decisions: copiers,
    plan: plan({
      changes: copiers.map(one =>
        newMailbox(`${one.device}@contoso.com`, becauseOf([one], 'milan.yaml')),
      ),
      findings: copiers.map((one, index) =>
        told('error', `${one.device} has a fault.`, 'Mend it.', at('milan.yaml', index + 1)),
      ),
    }),
  })
}

describe('the terminal', () => {
  test('gets no control character, whatever the values', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (value, verbose) => {
        const drawn = terminal([hostilePlan(value)], { ...plain, verbose })
        expect(drawn.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  test('gets as many lines of a hostile value as of a harmless one of its width', () => {
    const lines = (value: string) => terminal([hostilePlan(value)], plain).split('\n').length
    expect(lines('a\nb')).toBe(lines('a_nb'))
  })

  test('with colours gets escape sequences of the palette only', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const drawn = terminal([hostilePlan(value)], coloured)
        const sequence = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'gu')
        expect(drawn.replace(sequence, '').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    )
  })

  test('shows a difference without colours in braces, and with colours without them', () => {
    const overlap = planReport(scenario('address-with-overlap'))
    expect(terminal([overlap], plain)).toContain('{+ip4:198.51.100.20+}')
    expect(terminal([overlap], coloured)).not.toContain('{+')
  })

  test.each([72, 80, 100, 140])('keeps every line of prose within %i cells', width => {
    for (const make of Object.values(scenarios)) {
      const drawn = terminal([planReport(make())], { ...plain, width })
      for (const line of drawn.split('\n'))
        // A value that must be copied is never broken.
        if (!line.includes('v=spf1')) expect(widthOf(line)).toBeLessThanOrEqual(width)
    }
  })

  test('folds a long list, and shows it whole when verbose', () => {
    const drawn = terminal([rollout(200)], plain)
    expect(drawn).toContain('and 170 more (--verbose shows all)')
    expect(drawn).toContain('and 197 more like it')
    expect(terminal([rollout(200)], { ...plain, verbose: true })).toContain(
      'mailbox milan-copier-200@contoso.com',
    )
  })

  test('draws several folders one after the other', () => {
    const [one, other] = [validateReport({ folder: 'stacks/a', findings: [] }), rollout(1)]
    const drawn = terminal([one, other], plain)
    expect(drawn.indexOf('devicemail validate stacks/a')).toBeLessThan(
      drawn.indexOf('devicemail plan stacks/contoso'),
    )
  })
})

describe('a finding in the terminal', () => {
  const drawn = (line: string, column: number) =>
    terminal(
      [
        validateReport({
          folder: 'stacks/contoso',
          findings: [told('error', 'Wrong.', 'Right.', at('a.yaml', 7, column), line)],
        }),
      ],
      { ...plain, width: 60 },
    ).split('\n')

  test.each([
    ['  tls: 1.9', 8, '1.9'],
    ['\t\ttls: 1.9', 8, '1.9'],
    ['  名前: 東京 x', 10, 'x'],
    [`  ${'long '.repeat(40)}X${' tail'.repeat(40)}`, 203, 'X'],
    ['  \u202eodd: y', 7, ': y'],
  ])('has its caret under the spot in %j', (line, column, spot) => {
    const [source = '', caret = ''] = drawn(line, column)
      .filter(one => one.includes(' | '))
      .concat(drawn(line, column).filter(one => one.trim().startsWith('|')))
    expect(width(caret.slice(0, caret.indexOf('^')))).toBe(
      width(source.slice(0, source.indexOf(spot))),
    )
    expect(width(source)).toBeLessThanOrEqual(60)
  })

  function width(text: string): number {
    return Array.from(text).reduce((sum, one) => sum + (/[\u3000-\u9fff]/u.test(one) ? 2 : 1), 0)
  }
})

describe('Markdown', () => {
  test('keeps every row of a table one row with the same number of cells', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const rows = markdown([hostilePlan(value)])
          .split('\n')
          .filter(line => line.startsWith('|'))
        expect(rows.length).toBeGreaterThan(8)
        for (const row of rows) expect(row.split('|')).toHaveLength(6)
      }),
    )
  })

  test('has no tag but its own, and no mention', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const outside = markdown([hostilePlan(value)]).replace(/`[^`\n]*`/gu, '')
        expect(outside.replace(/<br>|<\/?details>|<\/?summary>/gu, '')).not.toMatch(/</u)
        expect(outside).not.toMatch(/@(?!&#8203;)/u)
      }),
    )
  })

  test.each([1_000, 4_000, 20_000, 65_000])('stays within %i characters', budget => {
    for (const count of [1, 40, 2_000]) {
      const drawn = markdown([rollout(count)], { budget })
      expect(drawn.length).toBeLessThanOrEqual(budget)
      expect(drawn).toContain('**In words:**')
      expect(drawn).toContain('7f3a92c15be04d18')
    }
  })

  test('says what was cut, and cuts the details first', () => {
    const whole = markdown([rollout(40)])
    const less = markdown([rollout(40)], { budget: whole.length - 1 })
    expect(whole).toContain('<details>')
    expect(less).not.toContain('<details>')
    expect(less).toContain('the details were cut')
    expect(less).toContain('milan-copier-01@contoso.com')
  })

  test('never cuts what stops, nor that the tenant was not read', () => {
    const drawn = markdown(
      [planReport({ ...scenario('address-without-overlap'), tenantRead: false })],
      {
        budget: 1_200,
      },
    )
    expect(drawn).toContain('38 devices at milan stop from the merge until the line is switched')
    expect(drawn).toContain('Tenant not read: not enough to approve.')
  })

  test('several folders share the budget', () => {
    const drawn = markdown([rollout(400), rollout(400), rollout(1)], { budget: 12_000 })
    expect(drawn.length).toBeLessThanOrEqual(12_000)
    expect(drawn.match(/^### /gmu)).toHaveLength(3)
  })
})

describe('the HTML page', () => {
  test('has no script, loads nothing, and no value becomes a tag', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const tags = html([hostilePlan(value)]).match(/<\/?[a-z][^\s>]*/giu) ?? []
        expect([...new Set(tags.map(one => one.replace(/^<\/?/u, '')))].filter(unexpected)).toEqual(
          [],
        )
      }),
    )
  })

  const own =
    'html head meta title style body article h1 p code strong ins del small b div table thead tbody tr th td br span dl dt dd ul li pre details summary footer'.split(
      ' ',
    )
  function unexpected(tag: string): boolean {
    return !own.includes(tag)
  }
})

describe('JSON', () => {
  test('of one folder is its object, of several one value with all of them', () => {
    const one = JSON.parse(json([rollout(1)])) as Record<string, unknown>
    expect(one).toMatchObject({ format: 'devicemail-plan/1', driver: 'powershell' })
    const both = JSON.parse(
      json([rollout(1), validateReport({ folder: 'stacks/fabrikam', findings: [] })]),
    ) as Record<string, unknown>
    expect(both).toMatchObject({
      format: 'devicemail-plans/1',
      plans: [
        { folder: 'stacks/contoso', format: 'devicemail-plan/1' },
        { folder: 'stacks/fabrikam', format: 'devicemail-validate/1' },
      ],
    })
  })

  test('has the keys of a plan in the documented order', () => {
    const keys = Object.keys(JSON.parse(json([rollout(1)])) as object)
    expect(keys).toEqual([
      'format',
      'digest',
      'tenant',
      'driver',
      'reading',
      'counts',
      'changes',
      'findings',
    ])
  })

  test('counts what was not read and what is refused, and tells why among the findings', () => {
    const { counts, findings } = JSON.parse(json([planReport(scenario('unread-mailbox'))])) as {
      counts: object
      findings: { message: string }[]
    }
    expect(counts).toEqual({
      create: 0,
      update: 0,
      remove: 0,
      unchanged: 8,
      unknown: 1,
      refused: 0,
    })
    expect(findings).toHaveLength(1)
  })
})

describe('every format', () => {
  const draw = {
    terminal: (report: ReturnType<typeof planReport>) => terminal([report], plain),
    markdown: (report: ReturnType<typeof planReport>) => markdown([report]),
    html: (report: ReturnType<typeof planReport>) => html([report]),
    json: (report: ReturnType<typeof planReport>) => json([report]),
  }

  test.each(Object.entries(draw))('%s says SIMULATED of a simulated tenant', (_, drawn) => {
    expect(drawn(planReport(scenario('first-rollout')))).toContain('SIMULATED')
    expect(drawn(planReport(scenario('second-site')))).not.toContain('SIMULATED')
  })

  test.each(Object.entries(draw))('%s gives the same bytes for the same plan', (_, drawn) => {
    for (const make of Object.values(scenarios))
      expect(drawn(planReport(make()))).toBe(drawn(planReport(make())))
  })
})

test('a large plan is drawn in a moment', () => {
  const report = rollout(2_000)
  expect(terminal([report], plain).length).toBeGreaterThan(0)
  expect(markdown([report]).length).toBeLessThan(65_000)
})

test('verify tells drift with the devices it is about', () => {
  const copiers = devices(3, 'milan')
  const drawn = terminal(
    [
      verifyReport({
        folder: 'stacks/contoso',
        decisions: [...copiers, decision('other')],
        plan: plan({
          changes: [newConnector('milan', ['203.0.113.10'], becauseOf(copiers, 'milan.yaml'))],
        }),
        findings: [],
      }),
    ],
    plain,
  )
  expect(drawn).toContain('1 thing differs from the spec.')
  expect(drawn).toContain('for 3 devices')
})

function scenario(name: string) {
  const make = scenarios[name]
  if (!make) throw new Error(`There is no scenario ${name}.`)
  return make()
}
