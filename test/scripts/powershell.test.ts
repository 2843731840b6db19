import { expect, it } from 'vitest'
import { powershell } from '../../scripts/pages/powershell.mjs'

const call = (parameters: Parameters<typeof powershell>[0]['parameters']) =>
  powershell({ cmdlet: 'Set-Thing', parameters })

it('writes texts in single quotes, and doubles the quotes in them', () => {
  expect(call({ Name: "O'Hara $(Get-Date)" })).toBe("Set-Thing -Name 'O''Hara $(Get-Date)'")
})

it('writes switches so that both Boolean and Switch parameters take them', () => {
  expect(call({ Enabled: false, Mark: null })).toBe('Set-Thing -Enabled:$false -Mark $null')
})

it('writes lists with commas, and edits of lists as a hash table', () => {
  expect(call({ Senders: ['a', 'b'], Empty: [] })).toBe("Set-Thing -Senders 'a', 'b' -Empty @()")
  expect(call({ EmailAddresses: { add: ['smtp:a@contoso.com'] } })).toBe(
    "Set-Thing -EmailAddresses @{ Add = 'smtp:a@contoso.com' }",
  )
})

it('names the object first, by a Guid that nobody has to read, and is quiet last', () => {
  const parameters = { Confirm: false, Name: 'x', Identity: 'b54cda26-0000-4000-8000-000000000006' }
  expect(call(parameters)).toBe("Set-Thing -Identity $guid -Name 'x' -Confirm:$false")
})

it('breaks a long call into one parameter a line', () => {
  const text = 'x'.repeat(80)
  expect(call({ Name: text, Enabled: true })).toBe(
    `Set-Thing \`\n    -Name '${text}' \`\n    -Enabled:$true`,
  )
})
