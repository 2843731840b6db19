/**
 * How long a run bears with servers that do not answer. Thousands of domains may
 * share one that is dead, and waiting out each question would take hours.
 *
 * A server is trusted until several different questions in a row were met by
 * silence. Then one more is tried while all others wait for what becomes of it:
 * a packet that was lost, or a burst that was dropped, condemns nobody. Only if
 * that is met by silence too is the server given up: what it is to be asked is not
 * sent, and told as not asked. An answer, however late, makes it trusted again, and
 * after a rest one more question is tried.
 *
 * Silence counts only where the server answered nobody else meanwhile: else the
 * fault is with what was asked.
 */

/** What came of a question: `neither` is a refused connection, which costs no time and proves no life. */
export type Sign = 'answer' | 'silence' | 'neither'

export interface PatientQuestion<Reply> {
  /** Who is asked: whatever tells one server from another. */
  readonly server: string
  /** What is asked: the same question asked twice counts once. */
  readonly about: string
  ask(): Promise<Reply>
  signOf(reply: Reply): Sign
  /** Asked in the place of the question to try a server; for who may be slow with some questions only. */
  probe?(): Promise<Sign>
  /** How many silent questions raise a doubt; five if not given. */
  readonly most?: number
}

export type Borne<Reply> =
  | { readonly state: 'asked'; readonly reply: Reply }
  /** Nothing was sent, since more questions than `most` were met by silence: a number that stays the same in each run. */
  | { readonly state: 'given-up'; readonly most: number }

export type Patience = <Reply>(question: PatientQuestion<Reply>) => Promise<Borne<Reply>>

const usualMost = 5
const restSeconds = 60

interface Server {
  /** How often it has answered. */
  answers: number
  /** What it has been silent about since its last answer. */
  readonly silent: Set<string>
  trial: Promise<void> | undefined
  /** When it was given up, in milliseconds. */
  givenUpAt: number | undefined
}

/** One for each run: nothing is remembered of the run before. */
export function createPatience(now: () => Date): Patience {
  const servers = new Map<string, Server>()

  return async question => {
    const { server: name, about, most = usualMost } = question
    const server = servers.get(name) ?? newServer()
    servers.set(name, server)

    while (server.silent.size >= most) {
      if (server.trial) {
        await server.trial
      } else if (isResting(server, now())) {
        return { state: 'given-up', most }
      } else if (question.probe) {
        const trial = question.probe().then(sign => {
          note(server, sign, `probe ${about}`)
          // A probe that proves nothing either way lets nobody wait for the next one.
          if (sign !== 'answer') giveUp(server, most, now())
        })
        await asTrial(server, trial)
      } else {
        const trial = asked(server, question)
        await asTrial(
          server,
          trial.then(reply => {
            if (question.signOf(reply) === 'silence') giveUp(server, most, now())
          }),
        )
        return { state: 'asked', reply: await trial }
      }
    }
    return { state: 'asked', reply: await asked(server, question) }
  }
}

function newServer(): Server {
  return { answers: 0, silent: new Set(), trial: undefined, givenUpAt: undefined }
}

function isResting({ givenUpAt }: Server, now: Date): boolean {
  return givenUpAt !== undefined && now.getTime() - givenUpAt < restSeconds * 1000
}

/** Unless a late answer has come to its rescue. */
function giveUp(server: Server, most: number, now: Date): void {
  if (server.silent.size >= most) server.givenUpAt = now.getTime()
}

/** All others wait for it; that it failed is for whoever asked. */
async function asTrial(server: Server, trial: Promise<void>): Promise<void> {
  server.trial = trial.catch(() => undefined)
  try {
    await trial
  } finally {
    server.trial = undefined
  }
}

async function asked<Reply>(server: Server, question: PatientQuestion<Reply>): Promise<Reply> {
  const { answers } = server
  const reply = await question.ask()
  const sign = question.signOf(reply)
  if (sign !== 'silence' || server.answers === answers) note(server, sign, question.about)
  return reply
}

function note(server: Server, sign: Sign, about: string): void {
  if (sign === 'silence') server.silent.add(about)
  if (sign !== 'answer') return
  server.answers += 1
  server.silent.clear()
  server.givenUpAt = undefined
}

/** A machine that is off is found out by waiting; a closed port tells at once. */
export function signOfError(error: Error): Sign {
  const code = 'code' in error ? error.code : ''
  return code === 'EHOSTUNREACH' || code === 'ETIMEDOUT' ? 'silence' : 'neither'
}
