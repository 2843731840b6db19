import { createServer, connect, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'

it('lets a test reach a server on loopback', async () => {
  const server = createServer(socket => socket.end('hello'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const heard = await new Promise<string>((resolve, reject) => {
    connect(port, '127.0.0.1')
      .on('data', data => {
        resolve(data.toString())
      })
      .on('error', reject)
  })

  expect(heard).toBe('hello')
  server.close()
})

it('refuses a connection to any other address, by name or by number', async () => {
  const failure = (host: string) =>
    new Promise<string>(resolve => {
      connect(25, host).on('error', error => {
        resolve(error.message)
      })
    })

  expect(await failure('192.0.2.1')).toBe(
    'A test tried to reach 192.0.2.1: only loopback is reachable here.',
  )
  expect(await failure('contoso.com')).toContain('contoso.com')
  await expect(fetch('http://192.0.2.1/')).rejects.toThrow('fetch failed')
})
