/**
 * One PowerShell with our bridge in it: started, greeted, asked, ended. A
 * question is answered by one or several frames; each must come within the
 * time-out, which starts anew with every frame. Where none comes the process is
 * killed, but what it had written before counts: what was answered is known.
 */
import { openChannel, type Channel } from './channel.js'
import { startChild, type Child, type ChildEnd, type ChildOptions } from './child.js'
import { deferred, within } from './deferred.js'

export interface BridgeOptions extends ChildOptions {
  readonly startSeconds: number
  /** In one of these the pipe lies; tried in order. */
  readonly folders: readonly string[]
}

/** What PowerShell tells of itself when it has come up. */
export interface Greeting {
  readonly powershell: string
  /** The versions of ExchangeOnlineManagement that are there. */
  readonly modules: readonly string[]
}

/** Why no answer came. */
export type Lost =
  | { readonly how: 'timed-out'; readonly seconds: number; readonly tail: string }
  | { readonly how: 'ended'; readonly end: ChildEnd; readonly tail: string }

export interface Question {
  readonly content: object
  /** For the next frame. */
  readonly seconds: () => number
  /** Takes one frame of the answer; true when it was the last. */
  readonly take: (reply: object) => boolean
}

export interface Bridge {
  readonly greeting: Greeting
  readonly isOpen: () => boolean
  /** undefined when it was answered. One question at a time. */
  ask(question: Question): Promise<Lost | undefined>
  /** Lets a running cmdlet return, then ends; kills what does not end in time. */
  close(): Promise<void>
}

/** How long a killed or dismissed process may take to be gone. */
const goneSeconds = 5

/** Throws a `Fault` where nothing could be started. Whatever goes wrong, nothing is left behind. */
export async function openBridge(options: BridgeOptions): Promise<Bridge | Lost> {
  const channel = await openChannel(options.folders)
  const child = startedOn(channel, options)
  if ('how' in child) return child
  const first = await within(
    options.startSeconds,
    Promise.race([channel.greeting, child.ended.then(end => ({ end }))]),
  )
  if (first !== undefined && !('end' in first)) return greeted(first, channel, child)
  child.kill()
  await within(goneSeconds, child.ended)
  channel.close()
  const tail = child.tail()
  return first && isEnd(first.end)
    ? { how: 'ended', end: first.end, tail }
    : { how: 'timed-out', seconds: options.startSeconds, tail }
}

function startedOn(channel: Channel, options: BridgeOptions): Child | Lost {
  const { address, token, temporaryFolder } = channel
  const env = {
    ...options.env,
    ...(temporaryFolder === null ? {} : { TMPDIR: temporaryFolder }),
    DEVICEMAIL_BRIDGE: address,
    DEVICEMAIL_BRIDGE_TOKEN: token,
  }
  try {
    return startChild({ ...options, env })
  } catch (error) {
    channel.close()
    // Some refusals of the system come as events, others, such as of an environment that is too long, at once.
    if (!isRefusal(error)) throw error
    return { how: 'ended', end: { error, code: null, signal: null }, tail: '' }
  }
}

function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

function greeted(greeting: object, channel: Channel, child: Child): Bridge {
  let open = true
  let number = 0
  // Told to the question of the moment: a promise that outlives many would keep all of them.
  let onGone: () => void = () => undefined
  void channel.ended.then(() => {
    open = false
    onGone()
  })

  /** Ends what is left, and takes in what was written before. */
  const abandon = async (): Promise<ChildEnd | undefined> => {
    open = false
    child.kill()
    const end = await within(goneSeconds, child.ended)
    await within(goneSeconds, channel.ended)
    channel.close()
    return end
  }

  return {
    greeting: greetingOf(greeting),
    isOpen: () => open,

    async ask({ content, seconds, take }) {
      const id = ++number
      const outcome = deferred<'answered' | 'late' | 'gone'>()
      const clock = () =>
        setTimeout(() => {
          outcome.resolve('late')
        }, seconds() * 1000)
      let timer = clock()
      onGone = () => {
        outcome.resolve('gone')
      }
      channel.onFrame(frame => {
        if (typeof frame !== 'object' || frame === null || Reflect.get(frame, 'id') !== id) return
        clearTimeout(timer)
        if (take(frame)) outcome.resolve('answered')
        else timer = clock()
      })
      if (open) channel.send({ ...content, id })
      else onGone()
      const came = await outcome.promise
      clearTimeout(timer)
      if (came === 'answered') return undefined
      const limit = seconds()
      const end = await abandon()
      clearTimeout(timer)
      const tail = child.tail()
      if (came === 'late') return { how: 'timed-out', seconds: limit, tail }
      return { how: 'ended', end: end ?? { error: null, code: null, signal: null }, tail }
    },

    async close() {
      if (open) channel.finish()
      open = false
      await within(goneSeconds, child.ended)
      await abandon()
    },
  }
}

function isEnd(value: unknown): value is ChildEnd {
  return typeof value === 'object' && value !== null && 'code' in value
}

function greetingOf(value: object): Greeting {
  const modules: unknown = Reflect.get(value, 'modules')
  return {
    powershell: String(Reflect.get(value, 'powershell')),
    modules: Array.isArray(modules) ? modules.map(String) : [],
  }
}
