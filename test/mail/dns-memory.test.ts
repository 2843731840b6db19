/** One look at the DNS: each thing is asked once, whatever became of it. */
import { expect, test } from 'vitest'
import { remembering } from '../../src/mail/dns-memory.js'

test('a name is asked once for each type, whoever asks, in whatever case', async () => {
  const asked: string[] = []
  const resolve = remembering((name: string, type: string) => {
    asked.push(`${type} ${name}`)
    return Promise.resolve({ status: 'ok', records: [[name]] })
  })
  const answers = await Promise.all([
    resolve('contoso.com', 'TXT'),
    resolve('Contoso.COM', 'TXT'),
    resolve('contoso.com', 'MX'),
  ])
  expect(await resolve('contoso.com', 'TXT')).toEqual(answers[0])
  expect(asked).toEqual(['TXT contoso.com', 'MX contoso.com'])
})

test('that nobody answered is remembered as that, and never as an empty answer', async () => {
  let questions = 0
  const resolve = remembering(() => {
    questions += 1
    return Promise.resolve({ status: 'timeout', records: [] })
  })
  expect((await resolve('contoso.com', 'TXT')).status).toBe('timeout')
  expect((await resolve('contoso.com', 'TXT')).status).toBe('timeout')
  expect(questions).toBe(1)
})
