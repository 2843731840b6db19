/**
 * Progress of an apply: a live list where a person watches, else a line for each
 * change on stderr, so that a result on stdout stays alone.
 */
import { Listr } from 'listr2'
import type { Change, Receipt, ReceiptOutcome } from '../engine/plan-data.js'
import { visible } from '../report/escape.js'
import { waitingText } from '../report/waiting-text.js'
import type { Progress } from '../run/apply-stack.js'
import type { Io } from './io.js'

export interface ShownProgress extends Progress {
  /** Waits until all that was told is drawn. */
  end(): Promise<void>
}

const verbs = { create: 'create', update: 'change', remove: 'remove' } as const

const words: Readonly<Record<Exclude<ReceiptOutcome, 'waiting'>, string>> = {
  unchanged: 'was done already',
  written: 'done',
  removed: 'removed',
  refused: 'refused',
  failed: 'failed',
  'not-started': 'not started',
}

const good: readonly ReceiptOutcome[] = ['unchanged', 'written', 'removed', 'waiting']

export function startProgress(changes: readonly Change[], io: Io): ShownProgress {
  return io.live ? liveList(changes) : lines(changes, io)
}

function lines(changes: readonly Change[], io: Io): ShownProgress {
  const byName = new Map(changes.map(one => [nameOf(one), one]))
  return {
    onStart: () => undefined,
    onReceipt: receipt => {
      const change = byName.get(nameOf(receipt))
      const title = change ? titleOf(change) : nameOf(receipt)
      io.err(`${title}: ${said(receipt, change)}\n`)
    },
    end: () => Promise.resolve(),
  }
}

function liveList(changes: readonly Change[]): ShownProgress {
  const settled = new Map<string, (receipt: Receipt) => void>()
  const begun = new Map<string, () => void>()
  const list = new Listr(
    changes.map(change => {
      const title = titleOf(change)
      const receipt = new Promise<Receipt>(resolve => settled.set(nameOf(change), resolve))
      const start = new Promise<void>(resolve => begun.set(nameOf(change), resolve))
      return {
        title,
        task: async (_context: unknown, task: { title: string | undefined }) => {
          await start
          const came = await receipt
          if (!good.includes(came.outcome))
            throw new Error(`${title}: ${visible(said(came, change))}`)
          if (came.outcome !== 'written') task.title = `${title}: ${said(came, change)}`
        },
      }
    }),
    { concurrent: true, exitOnError: false, registerSignalListeners: false },
  )
  const drawing = list.run().catch(() => undefined)
  return {
    onStart: change => begun.get(nameOf(change))?.(),
    onReceipt: receipt => {
      begun.get(nameOf(receipt))?.()
      settled.get(nameOf(receipt))?.(receipt)
    },
    end: async () => {
      await drawing
    },
  }
}

function titleOf({ verb, telling }: Change): string {
  return visible(`${verbs[verb]} ${telling.title}`)
}

function said(receipt: Receipt, change: Change | undefined): string {
  const { outcome, finding } = receipt
  const why = finding && outcome !== 'written' ? ` (${visible(finding.message)})` : ''
  const word = outcome === 'waiting' ? waitingText(receipt, change?.verb).short : words[outcome]
  return `${word}${why}`
}

function nameOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind}:${key}`
}
