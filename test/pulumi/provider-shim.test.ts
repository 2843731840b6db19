import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { buildProvider, type BuiltProvider } from '../support/built-provider.js'
import { configuration, connectTo } from '../support/provider-client.js'
import { connectorInputs, texts } from '../support/provider-inputs.js'
import { stack } from '../support/stack.js'

let built: BuiltProvider

beforeAll(async () => {
  built = await buildProvider()
}, 60_000)

afterAll(() => {
  built.remove()
})

async function start(argv: readonly string[] = []) {
  const there = stack(texts)
  const project = dirname(there.folder)
  writeFileSync(join(project, 'Pulumi.yaml'), 'name: test\nruntime: nodejs\n')
  // Started below the project, as Pulumi starts it in the folder of the program.
  const running = await built.start(there.folder, argv)
  const client = connectTo(running.port)
  onTestFinished(() => {
    client.close()
    running.process.kill('SIGKILL')
  })
  return { there, running, client }
}

describe('the process that Pulumi starts', () => {
  test('prints one line, its port, whatever flags of the engine it gets', async () => {
    const { running, client } = await start(['--logtostderr', '-v=9', '127.0.0.1:9'])
    expect(running.out()).toBe(`${String(running.port)}\n`)
    expect(await client.version()).toMatch(/^\d+\.\d+\.\d+$/u)
    expect(running.err()).toBe('')
  })

  test('finds the spec by walking up to Pulumi.yaml, and works', async () => {
    const { there, client } = await start()
    await client.configure(configuration)
    expect((await client.create('InboundConnector', connectorInputs())).id).toBe('milan')
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s with code 0, says nothing, and lets go of the folder',
    async signal => {
      const { there, running, client } = await start()
      await client.configure(configuration)
      await client.create('InboundConnector', connectorInputs())
      expect(there.read('.devicemail/lock')).toBeDefined()
      running.process.kill(signal)
      expect(await running.ended).toBe(0)
      expect(there.read('.devicemail/lock')).toBeUndefined()
      expect(running.err()).toBe('')
    },
  )

  test('ends though its connection stays open, whatever it says about ending', async () => {
    const { running } = await start()
    const engine = connect(running.port, '127.0.0.1')
    onTestFinished(() => {
      engine.destroy()
    })
    // HTTP/2 as it begins, with settings of which none is another than usual; then nothing any more.
    engine.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
    engine.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]))
    await once(engine, 'data')
    running.process.kill('SIGINT')
    expect(await running.ended).toBe(0)
  })

  test('answers what it was at when it was told to end', async () => {
    const { there, running, client } = await start()
    await client.configure(configuration)
    const ends = client.create('InboundConnector', connectorInputs()).then(
      () => 'written',
      () => 'not written',
    )
    await client.version()
    running.process.kill('SIGINT')
    const end = await ends
    expect(await running.ended).toBe(0)
    expect(there.tenant().connectors).toHaveLength(end === 'written' ? 1 : 0)
  })
})
