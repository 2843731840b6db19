/** `customTimeouts`: the seconds that a person gives a creation, an update or a removal. */
import { describe, expect, test } from 'vitest'
import { provider } from '../support/provider.js'
import { connectorInputs, mailboxInputs, texts } from '../support/provider-inputs.js'
import { stack } from '../support/stack.js'

function matching(text: string): string {
  return expect.stringContaining(text) as string
}

// The first cmdlet is refused for a minute, while the clock of the test goes on.
const throttling = (cmdlet: string) => ({
  ...texts,
  'simulator.yaml': `faults: [{ cmdlet: ${cmdlet}, fault: throttled, retryAfterSeconds: 60 }]`,
})
/** Which of them the engine's calls reach first is for the wire to say. */
function outcomes(ends: readonly PromiseSettledResult<unknown>[]) {
  const refusals = ends.filter(one => one.status === 'rejected').map(one => one.reason as unknown)
  return { done: ends.length - refusals.length, refusals }
}

const sites = ['milan', 'turin', 'rome'] as const
const inputsOf = (site: string, index: number) =>
  connectorInputs(site, { egressIps: [`198.51.100.${String(index + 1)}`] })

describe('what is not begun in time', () => {
  test('is not started, and says so; what was begun is finished', async () => {
    const there = stack(throttling('New-InboundConnector'))
    const { client } = await provider(there)
    const ends = await Promise.allSettled(
      sites.map((site, index) =>
        client.create(`InboundConnector:${site}`, inputsOf(site, index), false, 20),
      ),
    )
    const refusal = {
      code: 10,
      thing: undefined,
      message: matching(
        'not started: the 20 s that customTimeouts give it were over. Run `pulumi up` again',
      ),
    }
    expect(outcomes(ends)).toMatchObject({ done: 1, refusals: [refusal, refusal] })
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('does not take the time of those that have more, or no limit', async () => {
    const there = stack(throttling('New-InboundConnector'))
    const { client } = await provider(there)
    const ends = await Promise.allSettled(
      sites.map((site, index) =>
        client.create(`InboundConnector:${site}`, inputsOf(site, index), false, index * 100),
      ),
    )
    expect(outcomes(ends).done).toBe(3)
    expect(there.tenant().connectors).toHaveLength(3)
  })

  test('holds for an update as well', async () => {
    const there = stack(throttling('Set-InboundConnector'))
    const { client } = await provider(there)
    const made = await Promise.all(
      sites.map((site, index) => client.create(`InboundConnector:${site}`, inputsOf(site, index))),
    )
    const ends = await Promise.allSettled(
      made.map(({ properties, inputs }, index) => {
        const news = { ...inputs, requireTls: true }
        const states = { olds: properties, oldInputs: inputs, news }
        return client.update(`InboundConnector:${sites[index] ?? ''}`, states, false, 20)
      }),
    )
    expect(outcomes(ends).done).toBe(1)
    expect(there.tenant().connectors.filter(row => row.RequireTls === true)).toHaveLength(1)
  })

  test('holds for a removal, and gives back what it took of the limit of removals', async () => {
    const there = stack({
      ...throttling('Remove-InboundConnector'),
      'tenant.yaml': texts['tenant.yaml'].replace('removals: 5', 'removals: 3'),
    })
    const first = await provider(there)
    const made = await Promise.all(
      sites.map((site, index) =>
        first.client.create(`InboundConnector:${site}`, inputsOf(site, index)),
      ),
    )
    await first.close()
    const { client } = await provider(there)
    const removeAll = (seconds: number) =>
      Promise.allSettled(
        made.map((one, index) =>
          client.remove(`InboundConnector:${sites[index] ?? ''}`, one, seconds),
        ),
      )
    // It may be part of a destroy, so no command is named.
    const refusal = { code: 10, message: matching('Run the same command again') }
    expect(outcomes(await removeAll(20))).toMatchObject({ done: 1, refusals: [refusal, refusal] })
    expect(outcomes(await removeAll(0)).done).toBe(3)
    expect(there.tenant().connectors).toEqual([])
  })
})

test('what was written in time is no longer waited for, stays under its key, and says so', async () => {
  const there = stack({ ...texts, 'simulator.yaml': 'delays: { visibilitySeconds: 4000 }' })
  const { client } = await provider(there)
  await expect(client.create('SharedMailbox', mailboxInputs(), false, 5)).rejects.toMatchObject({
    code: 2,
    thing: {
      id: 'printer@contoso.com',
      reasons: [
        matching('does not show it yet'),
        matching('The 5 s that customTimeouts give mailbox printer@contoso.com were over'),
      ],
    },
  })
  expect(there.tenant().mailboxes).toHaveLength(1)
})

test('a preview is in no hurry', async () => {
  const there = stack(throttling('Get-InboundConnector'))
  const { client } = await provider(there)
  expect(
    (await client.create('InboundConnector', connectorInputs(), true, 1)).properties.site,
  ).toBe('milan')
})
