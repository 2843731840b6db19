import { describe, expect, it } from 'vitest'
import { createSuggest } from '../../src/spec/suggest.js'

describe('did you mean', () => {
  const known = ['recipientsPerDay', 'messagesPerMinute', 'ports', 'purpose', 'to', 'tls']

  it.each([
    ['recipients_per_day', 'recipientsPerDay'],
    ['RecipientsPerDay', 'recipientsPerDay'],
    ['port', 'ports'],
    ['prots', 'ports'],
    ['pupose', 'purpose'],
    ['tsl', 'tls'],
  ])('finds for %s the key %s', (written, meant) => {
    expect(createSuggest()(written, known)).toBe(meant)
  })

  it.each(['vendor', '', '_', 'x'.repeat(300)])('finds nothing for %j', written => {
    expect(createSuggest()(written, known)).toBeUndefined()
  })

  it('takes the nearest of several', () => {
    expect(createSuggest()('milan-copier-2', ['milan-copier-10', 'milan-copier-20', 'x'])).toBe(
      'milan-copier-20',
    )
  })

  it('gives up after so much work that nobody would wait for it', () => {
    const suggest = createSuggest()
    const names = Array.from({ length: 2000 }, (_, at) => `device-number-${String(at)}`)
    for (let turn = 0; turn < 100; turn += 1) suggest('x'.repeat(12), names)
    expect(suggest('device-number-1x', names)).toBeUndefined()
  })
})
