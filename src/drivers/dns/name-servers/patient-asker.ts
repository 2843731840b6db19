/**
 * Asks the name servers of thousands of domains without waiting for each of those
 * that are dead: one that is silent is given up (`message/patience.ts`), and where
 * many different ones are, and none of them answers, so are all: then the way out is
 * closed, and not they.
 */
import type { Borne, Patience, Sign } from '../message/patience.js'
import { createTurns } from '../message/turns.js'
import type { AskServer, ServerReply } from './ask-server.js'

/** A stack may have thousands of domains, and name servers bound what one client may ask at once. */
const mostAtOnce = 32

/** So many different ones that are dead by themselves are not met one after the other. */
const mostSilentServers = 32

/** No address is called so. */
const everyone = 'every name server'

export function createPatientAsker(ask: AskServer, patience: Patience): AskServer {
  const turn = createTurns(mostAtOnce)
  return question => turn(() => askWith(patience, ask, question))
}

async function askWith(
  patience: Patience,
  ask: AskServer,
  question: Parameters<AskServer>[0],
): Promise<ServerReply> {
  const { address, name } = question
  const borne = await patience({
    server: everyone,
    about: address,
    most: mostSilentServers,
    ask: () =>
      patience({
        server: `name server ${address}`,
        about: name,
        ask: () => ask(question),
        signOf: signOfReply,
      }),
    signOf: (one: Borne<ServerReply>) =>
      one.state === 'asked' ? signOfReply(one.reply) : 'neither',
  })
  if (borne.state === 'given-up')
    return notAsked(`none of more than ${String(borne.most)} name servers answered in this run`)
  const { reply } = borne
  return reply.state === 'given-up'
    ? notAsked(`it left more than ${String(reply.most)} questions unanswered in this run`)
    : reply.reply
}

function notAsked(why: string): ServerReply {
  return { state: 'unread', why: `${why}, so it was not asked` }
}

function signOfReply(reply: ServerReply): Sign {
  if (reply.state === 'answered') return 'answer'
  return reply.silent ? 'silence' : 'neither'
}
