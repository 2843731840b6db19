/**
 * The golden files: what people read, byte for byte. `npm run golden` writes them
 * anew; a person reads the difference before it is committed.
 */
import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { html } from '../../src/report/html.js'
import { json, type ReportWithJson } from '../../src/report/json-text.js'
import { markdown } from '../../src/report/markdown.js'
import { planReport, type Report } from '../../src/report/report.js'
import { terminal } from '../../src/report/terminal.js'
import { otherReports } from './other-scenarios.js'
import { scenarios } from './scenarios.js'

const options = { palette: picocolors.createColors(false), width: 100, verbose: false }

const reports: Record<string, () => Report> = {
  ...Object.fromEntries(
    Object.entries(scenarios).map(([name, input]) => [`plan-${name}`, () => planReport(input())]),
  ),
  ...otherReports,
}

describe.each(Object.entries(reports))('%s', (name, make) => {
  const golden = (ending: string) => `golden/${name}.${ending}`

  test('reads well in a terminal', async () => {
    await expect(terminal([make()], options)).toMatchFileSnapshot(golden('txt'))
  })

  test('reads well in a pull request', async () => {
    await expect(markdown([make()])).toMatchFileSnapshot(golden('md'))
  })

  test('reads well as a page', async () => {
    await expect(html([make()])).toMatchFileSnapshot(golden('html'))
  })

  test('is told to scripts in the documented shape', async () => {
    const report = make()
    if (!hasJson(report)) return
    await expect(json([report])).toMatchFileSnapshot(golden('json'))
  })
})

test('the colours and the details of a plan, in full', async () => {
  const first = scenarios['address-with-overlap']
  expect(first).toBeDefined()
  if (!first) return
  const report = planReport(first())
  await expect(
    terminal([report], { ...options, verbose: true, palette: picocolors.createColors(true) }),
  ).toMatchFileSnapshot('golden/plan-address-with-overlap.verbose.ansi')
})

function hasJson(report: Report): report is ReportWithJson {
  return report.report !== 'sheet'
}
