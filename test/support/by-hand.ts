/** One cmdlet, run as an administrator would run it, past everything of ours. */
import type { Parameters } from '../../src/drivers/drivers.js'
import type { Setting } from './setting.js'

export async function byHand(
  { world }: Setting,
  cmdlet: string,
  parameters: Parameters,
): Promise<void> {
  const [outcome] = await world.port.run([{ cmdlet, parameters }])
  if (outcome?.status !== 'done') throw outcome?.fault ?? new Error('No answer.')
}
