/**
 * Progress of an apply: a live list where a person watches, else a line for each
 * change on stderr, so that a result on stdout stays alone.
 */
import { Listr } from 'listr2'
import type { Change, Receipt, ReceiptOutcome } from '../engine/plan-data.js'
import { visible } from '../report/escape.js'
import type { Progress } from '../run/apply-stack.js'
import type { Io } from './io.js'

export interface ShownProgress extends Progress {
  /** Waits until all that was told is drawn. */
  end(): Promise<void>
}

const verbs = { create: 'create', update: 'change', remove: 'remove' } as const

const words: Readonly<Record<ReceiptOutcome, string>> = {
  unchanged: 'was done already',
  written: 'done',
  removed: 'removed',
  waiting: 'written, not yet shown by Microsoft',
  refused: 'refused',
  failed: 'failed',
  'not-started': 'not started',
}

const good: readonly ReceiptOutcome[] = ['unchanged', 'written', 'removed', 'waiting']

export function startProgress(changes: readonly Change[], io: Io): ShownProgress {
  return io.live ? liveList(changes) : lines(changes, io)
}

function lines(changes: readonly Change[], io: Io): ShownProgress {
  const titles = titlesOf(changes)
  return {
    onStart: () => undefined,
    onReceipt: receipt => {
      io.err(`${titles.get(nameOf(receipt)) ?? nameOf(receipt)}: ${said(receipt)}\n`)
    },
    end: () => Promise.resolve(),
  }
}

function liveList(changes: readonly Change[]): ShownProgress {
  const settled = new Map<string, (receipt: Receipt) => void>()
  const begun = new Map<string, () => void>()
  const list = new Listr(
    changes.map(change => {
      const title = visible(`${verbs[change.verb]} ${change.telling.title}`)
      const receipt = new Promise<Receipt>(resolve => settled.set(nameOf(change), resolve))
      const start = new Promise<void>(resolve => begun.set(nameOf(change), resolve))
      return {
        title,
        task: async (_context: unknown, task: { title: string | undefined }) => {
          await start
          const came = await receipt
          if (!good.includes(came.outcome)) throw new Error(`${title}: ${visible(said(came))}`)
          if (came.outcome !== 'written') task.title = `${title}: ${said(came)}`
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

function titlesOf(changes: readonly Change[]): ReadonlyMap<string, string> {
  return new Map(
    changes.map(one => [nameOf(one), visible(`${verbs[one.verb]} ${one.telling.title}`)]),
  )
}

function said({ outcome, finding }: Receipt): string {
  const why = finding && outcome !== 'written' ? ` (${visible(finding.message)})` : ''
  return `${words[outcome]}${why}`
}

function nameOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind}:${key}`
}
