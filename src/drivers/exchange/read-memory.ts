/**
 * Memory for reads within one run: the same question is asked once, also while
 * its answer is still on the way. It forgets a family of nouns as soon as a
 * write to it is attempted, for a failed write may have landed too.
 */
import type { Call, Outcome } from '../drivers.js'
import { nounOf } from './cmdlet-table.js'

export interface ReadMemory {
  recall(call: Call): Promise<Outcome> | undefined
  keep(call: Call, answer: Promise<Outcome>): void
  forgetFamilyOf(call: Call): void
  forgetAll(): void
}

/** Nouns that are looks at one object: a write to one changes what the others show. */
const recipients = [
  'Mailbox',
  'CASMailbox',
  'Recipient',
  'MailboxPermission',
  'RecipientPermission',
  'DistributionGroup',
  'User',
]

export function createReadMemory(): ReadMemory {
  const families = new Map<string, Map<string, Promise<Outcome>>>()

  return Object.freeze({
    recall: (call: Call) => families.get(familyOf(call))?.get(keyOf(call)),
    keep(call: Call, answer: Promise<Outcome>) {
      const family = families.get(familyOf(call)) ?? new Map<string, Promise<Outcome>>()
      families.set(familyOf(call), family)
      const key = keyOf(call)
      family.set(key, answer)
      const drop = () => {
        if (family.get(key) === answer) family.delete(key)
      }
      // A failure is no answer: the next look asks again.
      answer.then(outcome => {
        if (outcome.status === 'failed') drop()
      }, drop)
    },
    forgetFamilyOf: (call: Call) => {
      families.delete(familyOf(call))
    },
    forgetAll: () => {
      families.clear()
    },
  })
}

function familyOf({ cmdlet }: Call): string {
  const noun = nounOf(cmdlet)
  return recipients.includes(noun) ? 'recipients' : noun
}

/** The same for parameters in any order. */
function keyOf({ cmdlet, parameters, select }: Call): string {
  const sorted = Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([cmdlet, sorted, select])
}
