/** What a change of a shared mailbox means for people. */
import type { Telling, Transition } from '../resource.js'
import type { DesiredMailbox, LiveMailbox } from './fields.js'

export function tellMailbox({
  before,
  after,
  differences,
}: Transition<DesiredMailbox, LiveMailbox>): Telling {
  const thing = after ?? before
  const address = thing?.address ?? ''
  const members = added(before?.members, after?.members)
  const aliases = added(before?.aliases, after?.aliases)
  const opens = after?.smtpAuth === true && before?.smtpAuth !== true
  const closes = after?.smtpAuth === false && before?.smtpAuth === true
  return {
    title: `mailbox ${address}`,
    meaning: meaningOf(address, before, after),
    canMore: [
      ...members.map(member => `${member}: reads ${address} and may send as it`),
      ...(opens ? [`whoever has a token for ${address} can send as it`] : []),
    ],
    canLess: [
      ...(closes ? [`devices can no longer sign in as ${address}`] : []),
      ...(after ? [] : [`nobody can send as ${address} or read its replies`]),
    ],
    ifWrong: before ? null : 'replies to it reach nobody',
    details: [
      ...(before ? [] : [{ label: 'kind', text: 'shared: no licence, no sign-in of its own' }]),
      ...(aliases.length > 0 ? [{ label: 'also receives at', text: aliases.join(', ') }] : []),
      ...(after && !before
        ? [
            {
              label: 'replies reach',
              text:
                after.members.length > 0
                  ? after.members.join(', ')
                  : 'the mailbox; nobody reads it yet',
            },
          ]
        : []),
      ...(before && differences.some(one => one.path === 'mark')
        ? [{ label: 'is marked as', text: 'managed by devicemail' }]
        : []),
    ],
  }
}

function meaningOf(
  address: string,
  before: LiveMailbox | undefined,
  after: DesiredMailbox | undefined,
): string {
  if (!after) return `${address} and its mail are deleted; they can be restored for 30 days.`
  if (!before)
    return `${address} becomes an address with a mailbox, so that replies to devices arrive.`
  return `The mailbox ${address} is put right.`
}

function added(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): readonly string[] {
  return (after ?? []).filter(one => !(before ?? []).includes(one))
}
