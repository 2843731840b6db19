/** Calls as an administrator would type them, quoted by PowerShell's own rules. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Parameters } from '../../../src/drivers/drivers.js'
import { commented, powershellText } from '../../../src/drivers/exchange/powershell-text.js'

const text = (parameters: Parameters) => powershellText({ cmdlet: 'Set-Thing', parameters })

describe('a call as text', () => {
  it('has texts in single quotes, in which nothing but a quote means anything', () => {
    expect(text({ Name: "O'Hara $(Get-Date) `n" })).toBe("Set-Thing -Name 'O''Hara $(Get-Date) `n'")
  })

  it('doubles the typographic quotes too, which PowerShell takes for quotes', () => {
    expect(text({ Name: '‘a’ ‚b‛' })).toBe("Set-Thing -Name '‘‘a’’ ‚‚b‛‛'")
  })

  it('has what a terminal would obey in double quotes, named by its number', () => {
    expect(text({ Name: 'a\nb\u001b[2J' })).toBe('Set-Thing -Name "a`u{a}b`u{1b}[2J"')
    expect(text({ Name: 'a\u202e$x"`“' })).toBe(
      'Set-Thing -Name "a`u{202e}`u{24}x`u{22}`u{60}`u{201c}"',
    )
  })

  it('has switches so that both Boolean and Switch parameters take them', () => {
    expect(text({ Enabled: false, Mark: null, Count: 5 })).toBe(
      'Set-Thing -Enabled:$false -Mark $null -Count 5',
    )
  })

  it('has what would end the parsing of the line, and numbers with a minus, in parentheses', () => {
    expect(text({ Name: '--%', Count: -1 })).toBe("Set-Thing -Name ('--%') -Count (-1)")
  })

  it('has lists as arrays, also of one and of none, and edits of lists as a hash table', () => {
    expect(text({ Senders: ['a', "b'"], One: ['c'], Empty: [] })).toBe(
      "Set-Thing -Senders @('a', 'b''') -One @('c') -Empty @()",
    )
    expect(text({ EmailAddresses: { add: ['smtp:a@contoso.com'], remove: ['x'] } })).toBe(
      "Set-Thing -EmailAddresses @{ Add = @('smtp:a@contoso.com'); Remove = @('x') }",
    )
  })

  it('names the object first and is quiet last', () => {
    expect(text({ Confirm: false, Name: 'x', Identity: 'Milan' })).toBe(
      "Set-Thing -Identity 'Milan' -Name 'x' -Confirm:$false",
    )
  })

  it('is broken into one parameter a line where it is long', () => {
    const long = 'x'.repeat(80)
    expect(text({ Name: long, Enabled: true })).toBe(
      `Set-Thing \`\n    -Name '${long}' \`\n    -Enabled:$true`,
    )
  })

  it('never holds a character that has no shape, whatever its values are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), value => {
        expect(text({ Name: value }).replaceAll(' `\n    ', ' ')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}]/u,
        )
      }),
    )
  })
})

it('a comment stays one line that PowerShell passes over', () => {
  expect(commented('create connector "a\nRemove-Mailbox b"')).toBe(
    '# create connector "a\\u{a}Remove-Mailbox b"',
  )
})
