/**
 * Specs and what they come to, in pairs: the decision table row by row, then
 * one idea more a case. `UPDATE_GOLDEN=1 npx vitest run test/compile` writes
 * the outcomes anew; a person reads that diff.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import type { Compiled, Decision } from '../../src/compile/compiled.js'
import type { Because, Finding } from '../../src/findings.js'
import { toData } from '../../src/resources/field-table.js'
import { kinds } from '../../src/resources/kinds.js'
import type { Wanted } from '../../src/resources/resource.js'
import { specOf } from '../support/spec.js'

const folder = new URL('golden/', import.meta.url)
const cases = readdirSync(folder).sort()

describe('what a spec comes to', () => {
  test.each(cases)('%s', name => {
    const text = readFileSync(new URL(`${name}/spec.yaml`, folder), 'utf8')
    const told = `${JSON.stringify(print(compile(specOf(text))), null, 2)}\n`
    const path = new URL(`${name}/wanted.json`, folder)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, told)
    expect(told).toBe(readFileSync(path, 'utf8'))
  })

  test('every row of the decision table and twenty cases more are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(31)
    expect(cases.filter(one => /^\d{3}-row-\d+-/.test(one)).length).toBeGreaterThanOrEqual(11)
  })
})

function print({ decisions, wanted, findings, questions }: Compiled) {
  return {
    decisions: decisions.map(printDecision),
    wanted: wanted.map(printWanted),
    findings: findings.map(printFinding),
    questions,
  }
}

function printDecision(decision: Decision) {
  const { device, site, method, port, tls, signIn, overridden, relaysAnyway } = decision
  return {
    device,
    site,
    method,
    ...(overridden ? { overridden } : {}),
    ...(relaysAnyway ? { relaysAnyway } : {}),
    host: printHost(decision),
    port,
    tls,
    signIn,
    ...(method === null ? { why: printFailures(decision) } : { remarks: decision.remarks }),
  }
}

function printHost({ smartHost }: Decision): string | null {
  if (smartHost?.kind !== 'mx-endpoint') return smartHost?.host ?? null
  return smartHost.host ?? `(MX endpoint of ${smartHost.domain})`
}

function printFailures({ checks }: Decision): readonly string[] {
  return checks
    .filter(one => !one.holds)
    .map(({ method, requirement, sentence }) => `${method}: ${requirement}: ${sentence}`)
}

function printWanted(one: Wanted) {
  const kind = kinds.find(({ name }) => name === one.kind)
  return {
    kind: one.kind,
    key: one.key,
    desired: kind ? toData(kind.fields, one.desired) : one.desired,
    because: one.because.map(printBecause),
    ...(one.needs.length > 0 ? { needs: one.needs.map(need => `${need.kind} ${need.key}`) } : {}),
    ...(one.adopt ? { adopt: true } : {}),
    ...(one.takeFrom === null ? {} : { takeFrom: one.takeFrom }),
    ...(one.doneBy === 'person' ? { doneBy: 'person' } : {}),
    ...(one.protect ? { protect: true } : {}),
    ...(one.formerly === null ? {} : { formerly: one.formerly }),
  }
}

function printBecause({ device, site, sender, domain, place }: Because): string {
  const words = { device, site, sender, domain }
  const named = Object.entries(words).flatMap(([what, name]) => (name ? [`${what} ${name}`] : []))
  return `${named.join(', ') || 'tenant'}${place ? ` (line ${String(place.line)})` : ''}`
}

function printFinding({ code, severity, message, remedy, place }: Finding) {
  const at = place ? `${String(place.line)}:${String(place.column)}` : null
  return { code, severity, at, message, remedy }
}
