/**
 * The provider over a stack's folder, in the test's own process, configured and
 * with an engine that listens. Nothing in it waits: pauses move its clock.
 *
 *   const { client, log } = await provider(stack({ 'tenant.yaml': '…' }))
 *   const { id } = await client.create('SharedMailbox', { … })
 */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { engineNarrator, lineNarrator } from '../../src/pulumi/provider/narrator.js'
import { startProvider } from '../../src/pulumi/provider/server.js'
import type { World } from '../../src/run/world.js'
import { startEngine, type Told } from './engine.js'
import { configuration, connectTo, type ProviderClient } from './provider-client.js'
import { quietWorld } from './quiet-world.js'
import type { TestStack } from './stack.js'

export interface TestProvider {
  readonly client: ProviderClient
  /** What the engine was told. */
  readonly log: readonly Told[]
  /** As SIGINT does: finishes what runs, and ends. */
  readonly close: () => Promise<void>
}

export interface TestProviderOptions {
  readonly world?: Partial<World>
  /** false: nobody has configured it yet. */
  readonly configured?: boolean
}

export async function provider(
  stack: TestStack,
  { world = {}, configured = true }: TestProviderOptions = {},
): Promise<TestProvider> {
  const project = dirname(stack.folder)
  const projectFile = join(project, 'Pulumi.yaml')
  if (!existsSync(projectFile)) writeFileSync(projectFile, 'name: test\nruntime: nodejs\n')
  const engine = await startEngine()
  const running = await startProvider({
    version: '1.2.3',
    directory: project,
    worldUntil: stop => quietWorld({ interrupted: () => stop.aborted, ...world }),
    narratorAt: engineNarrator,
    narrator: lineNarrator(() => undefined),
  })
  const client = connectTo(running.port)
  onTestFinished(async () => {
    client.close()
    await running.close()
    engine.close()
  })
  await client.handshake(engine.address)
  if (configured) await client.configure(configuration)
  return { client, log: engine.log, close: () => running.close() }
}
