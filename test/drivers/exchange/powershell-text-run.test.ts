/** Whatever stands in a value, PowerShell reads from the text what was meant. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParameterValue } from '../../../src/drivers/drivers.js'
import { powershellText } from '../../../src/drivers/exchange/powershell-text.js'
import { noPwsh, pwsh, withPwsh } from '../../support/pwsh.js'
import { temporaryFolder } from '../../support/stack.js'

/** Takes anything, and tells what it took: texts as base64 of UTF-16, so that nothing is lost on the way. */
const teller = `
function Tell($Value) {
  if ($null -eq $Value) { return 'null' }
  if ($Value -is [string]) { return 't' + [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Value)) }
  if ($Value -is [bool] -or $Value -is [switch]) { return "b$([bool] $Value)" }
  if ($Value -is [hashtable]) {
    return '{' + ((@($Value.Keys) | Sort-Object | ForEach-Object { "$_=" + (Tell $Value[$_]) }) -join ';') + '}'
  }
  if ($Value -is [array]) { return '[' + ((@($Value) | ForEach-Object { Tell $_ }) -join ',') + ']' }
  return "n$Value"
}
function Set-Thing { [CmdletBinding()] param($Value, [switch] $Confirm) Tell $Value }
`

function told(value: ParameterValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `t${Buffer.from(value, 'utf16le').toString('base64')}`
  if (typeof value === 'boolean') return `b${value ? 'True' : 'False'}`
  if (typeof value === 'number') return `n${String(value)}`
  if (Array.isArray(value)) return `[${value.map(told).join(',')}]`
  const edits = Object.entries(value) as [string, readonly string[]][]
  return `{${edits.map(([verb, texts]) => `${verb.replace(/^./, one => one.toUpperCase())}=${told(texts)}`).join(';')}}`
}

const odd = [
  ...[
    '',
    ' ',
    "'",
    '"',
    "''",
    '’',
    '‘‘’’‚‛',
    '“”„',
    '`',
    '``',
    '`n',
    '$',
    '$(exit 1)',
    '${env:PATH}',
  ],
  ...[
    '@(1)',
    '@{}',
    '#',
    '<#',
    '#>',
    '-Confirm',
    '--%',
    ';',
    '|',
    '&',
    '>',
    '\\',
    '%',
    '{',
    '}',
    ')',
  ],
  ...[
    'a\nb',
    'a\r\nb',
    '\t',
    '\0',
    '\u001b[2J',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\ud7ff',
    '\ue000 x',
  ],
  ...["it's $x `\n “odd”", '🖨️', '007', '$true', 'null', '@args', "'; exit; '", '"; exit; "'],
]
const letters = fc.constantFrom(...'abÄ€ \'"‘’‚‛“”„`$@#{}()[];|&<>-\\\n\0\u202e'.split(''))
const values: readonly ParameterValue[] = [
  ...odd,
  ...fc.sample(fc.string({ unit: 'binary' }), { seed: 7, numRuns: 200 }),
  ...fc.sample(fc.string({ unit: letters, maxLength: 40 }), { seed: 8, numRuns: 300 }),
  ...[null, true, false, 0, -1, 2_147_483_647],
  ...[[], ['x'], odd, { add: odd }, { add: ['a'], remove: odd }],
]

describe.skipIf(noPwsh)(withPwsh, () => {
  it('every value arrives as it was, and nothing of it is run', async () => {
    const calls = values.map(Value =>
      powershellText({ cmdlet: 'Set-Thing', parameters: { Value, Confirm: false } }),
    )
    const script = join(temporaryFolder(), 'values.ps1')
    writeFileSync(script, [teller, ...calls, ''].join('\n'))
    const { stdout } = await promisify(execFile)(
      pwsh ?? 'pwsh',
      ['-NoLogo', '-NoProfile', '-File', script],
      { maxBuffer: 2 ** 26 },
    )
    expect(stdout.trim().split(/\r?\n/)).toEqual(values.map(told))
  }, 60_000)
})
