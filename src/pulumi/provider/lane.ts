/**
 * The lane to a tenant: one piece of work at a time, and whatever is asked for
 * meanwhile is gathered and done in one go. Pulumi asks for things one by one,
 * several at once; Exchange answers one cmdlet at a time, and a list as quickly
 * as an object.
 */
import { setImmediate } from 'node:timers/promises'
import DataLoader from 'dataloader'
import { createQueue, type Queue } from '../../drivers/queue.js'

export type Lane = Queue

export const createLane: () => Lane = createQueue

/** `work` answers in the order of what was asked. */
export function gathering<Question, Answer>(
  lane: Lane,
  work: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  let underway: Promise<unknown> = Promise.resolve()
  const loader = new DataLoader<Question, Answer>(
    questions => {
      const answers = work(questions)
      underway = answers.catch(() => undefined)
      return answers
    },
    {
      cache: false,
      batchScheduleFn(dispatch) {
        void lane(async () => {
          // What arrived over the wire together is asked together.
          await setImmediate()
          dispatch()
          await underway
        })
      },
    },
  )
  return question => loader.load(question)
}
