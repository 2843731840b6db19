/**
 * The decision table: how a device can send its mail, and what each way asks of
 * it. One row a method; a method serves a device when all its requirements hold.
 *
 * The rows stand in the order that a careful administrator prefers:
 *
 *  1. direct send: nothing to sign in, nothing new in the tenant, and no right
 *     given to anybody. It serves who writes inside only (row 5 of Microsoft's
 *     article) and who delivers everywhere itself (row 6).
 *  2. SMTP relay: no password that ages and no licence; the device is known by
 *     its certificate (row 2) or by a static address of its own (row 1, or 11
 *     where a connector of somebody already knows it). Not from Azure or a
 *     hoster by address (row 9), nor from a dynamic or shared address.
 *  3. client submission: works from everywhere, but ties the device to a
 *     mailbox and its limits (row 3).
 *  4. local relay: one more server to keep, for machines that can do none of
 *     the above (row 8).
 *
 * A line in the spec that only one method uses asks for that method first: who
 * names `signIn` sends as that account (row 4), who names `relay` means it. And
 * `method:` leaves no choice: then its requirements are errors. Bulk mail fits
 * no row (row 7). A port that is not written is 25 (row 10).
 */
import type { Device, Method } from '../spec/spec.js'
import type { Check } from './compiled.js'
import {
  directSendAccepted,
  insideRecipients,
  known,
  openPort25,
  ownAddress,
  ownPremises,
  port25,
  staticAddress,
} from './port-25-requirements.js'
import { relayAtHand, relayReaches, relayWorks } from './relay-requirements.js'
import { no, yes, type Requirement } from './requirement.js'
import type { Situation } from './situation.js'
import {
  goodTls,
  mailboxToSignIn,
  oneAccount,
  submissionPort,
  waysToSignIn,
} from './submission-requirements.js'

export interface MethodRow {
  readonly method: Method
  /** For people: "SMTP relay". */
  readonly title: string
  /** One sentence: what it gives. */
  readonly about: string
  readonly requirements: readonly Requirement[]
  /** Whether a line of the device asks for this method before the others. */
  readonly isAskedBy: (device: Device) => boolean
}

const ordinaryMail: Requirement = {
  name: 'ordinary-mail',
  about: 'ordinary mail, no bulk mail or newsletters',
  test: ({ device }) =>
    device.purpose === 'bulk'
      ? no(
          'It sends bulk mail, which is outside the terms of use of every way of sending',
          'a bulk service, such as Azure Communication Services Email, instead of the tenant (or `purpose: transactional`, if it is ordinary mail)',
        )
      : yes('It sends ordinary mail'),
}

export const methods: readonly MethodRow[] = Object.freeze([
  {
    method: 'direct-send',
    title: 'direct send',
    about: 'Hands mail to the MX endpoint without signing in; reaches mailboxes of this tenant.',
    requirements: [ordinaryMail, insideRecipients, directSendAccepted, port25, openPort25],
    isAskedBy: () => false,
  },
  {
    method: 'smtp-relay',
    title: 'SMTP relay',
    about: 'Hands mail to the MX endpoint, known by address or certificate; reaches anyone.',
    requirements: [ordinaryMail, known, staticAddress, ownAddress, ownPremises, port25, openPort25],
    isAskedBy: () => false,
  },
  {
    method: 'client-submission',
    title: 'client submission',
    about: 'Signs in to a mailbox, as a mail program does; reaches anyone.',
    requirements: [
      ordinaryMail,
      goodTls,
      waysToSignIn,
      mailboxToSignIn,
      submissionPort,
      oneAccount,
    ],
    isAskedBy: device => device.signIn !== null,
  },
  {
    method: 'local-relay',
    title: 'local relay',
    about: 'Hands mail to an own SMTP server at the site, which sends it on in one of these ways.',
    requirements: [ordinaryMail, relayAtHand, relayWorks, relayReaches],
    isAskedBy: device => device.relay !== null,
  },
])

/** Holds situations against the table. */
export interface Checker {
  /** Every requirement of every method: what `devicemail explain` prints. */
  all(situation: Situation): readonly Check[]
  /** The requirements of one method. */
  one(method: Method, situation: Situation): readonly Check[]
}

/**
 * Most devices get the same answers, so equal checks are one object: twenty
 * thousand devices make some hundred of them, and not four hundred thousand.
 */
export function createChecker(): Checker {
  const cells = methods.flatMap(({ method, requirements }) =>
    requirements.map(requirement => createCell(method, requirement)),
  )
  return Object.freeze({
    all: (situation: Situation) => cells.map(cell => cell.check(situation)),
    one: (method: Method, situation: Situation) =>
      cells.filter(cell => cell.method === method).map(cell => cell.check(situation)),
  })
}

/** The first method whose requirements all hold: those the device asks for, then the table's order. */
export function choose(device: Device, checks: readonly Check[]): Method | null {
  const failed = new Set<Method>()
  for (const { holds, method } of checks) if (!holds) failed.add(method)
  const serving = methods.filter(row => !failed.has(row.method))
  const chosen = serving.find(row => row.isAskedBy(device)) ?? serving[0]
  return chosen?.method ?? null
}

export function titleOf(method: Method): string {
  return methods.find(row => row.method === method)?.title ?? method
}

function createCell(method: Method, { name, test }: Requirement) {
  const known = new Map<string, Check>()
  return {
    method,
    check(situation: Situation): Check {
      const { holds, sentence, change } = test(situation)
      const same = known.get(sentence)
      if (same?.holds === holds && same.change === change) return same
      const check = Object.freeze({ method, requirement: name, holds, sentence, change })
      known.set(sentence, check)
      return check
    },
  }
}
