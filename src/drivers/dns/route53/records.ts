/** The record sets of one zone at Route 53. */
import { finding } from '../../../findings.js'
import { canonicalName } from '../../../mail/dns-name.js'
import { Fault } from '../../fault.js'
import { changedMeanwhile } from '../changed-meanwhile.js'
import {
  sameSet,
  type ServiceNode,
  type ServiceTxt,
  type ServiceZone,
} from '../service/service-zone.js'
import { quotedTxt, unquotedTxt } from '../service/txt-text.js'
import type { WebCall } from '../service/web-call.js'
import { changeBatch, type WireSet } from './change-batch.js'
import { elementsIn, textOf } from './xml.js'

/** The set as it was written there: a change must name it word for word. */
export interface Route53Txt {
  readonly set: WireSet
}

const operation = 'read records'

/** An hour, for a set that had none. */
const newTtl = 3600

interface FoundSet extends WireSet {
  readonly name: string
  readonly type: string
  /** One of several sets of this name and type, picked by who asks. */
  readonly isRouted: boolean
}

export function route53Records(
  zone: string,
  setsUrl: string,
  call: WebCall,
): ServiceZone<Route53Txt> {
  const at = async (name: string): Promise<ServiceNode<Route53Txt>> => {
    const sets = await setsAt(name, setsUrl, call)
    const ofType = (type: string) => sets.filter(one => one.type === type)
    const [cname] = ofType('CNAME')
    const [txt] = ofType('TXT')
    return {
      txt: txt && !txt.isRouted ? txtIn(txt) : null,
      alias: cname ? canonicalName(cname.texts[0] ?? '') : null,
      delegated: name !== zone && ofType('NS').length > 0,
      exists: name === zone || sets.length > 0,
      why: txt?.isRouted
        ? finding('dns-service-set-routed', { service: 'Route 53', name })
        : undefined,
    }
  }

  return Object.freeze<ServiceZone<Route53Txt>>({
    zone,
    at,

    async swap(name, before, after) {
      const body = changeBatch(name, before?.kept.set, setOf(before, after))
      try {
        await call({ operation: 'change records', method: 'POST', url: `${setsUrl}/`, body })
      } catch (error) {
        if (!(error instanceof Fault) || error.type !== 'InvalidChangeBatch') throw error
        // Its texts also tell of values that Route 53 does not take; another look tells which it is.
        const { txt } = await at(name)
        throw sameSet(txt?.values ?? [], before?.values ?? []) && txt?.ttl === before?.ttl
          ? error
          : changedMeanwhile(name)
      }
    },
  })
}

/** The list goes on behind the name, so it is read only as far as the name reaches. */
async function setsAt(name: string, setsUrl: string, call: WebCall): Promise<readonly FoundSet[]> {
  const found: FoundSet[] = []
  let from: Readonly<Record<string, string>> | undefined = { name: `${name}.` }
  while (from) {
    const query = new URLSearchParams({ ...from, maxitems: '100' }).toString()
    const url = `${setsUrl}?${query}`
    const { text }: { text: string } = await call({ operation, method: 'GET', url })
    if (elementsIn(text, 'ListResourceRecordSetsResponse').length === 0) throw notUnderstood()
    found.push(...elementsIn(text, 'ResourceRecordSet').map(foundSet))
    from = nextOf(text, name)
  }
  return found.filter(one => one.name === name)
}

function nextOf(text: string, name: string): Readonly<Record<string, string>> | undefined {
  const next = textOf(text, 'NextRecordName')
  const isMore = textOf(text, 'IsTruncated') === 'true'
  if (!isMore || next === undefined || nameOf(next) !== name) return undefined
  const identifier = textOf(text, 'NextRecordIdentifier')
  return {
    name: next,
    type: textOf(text, 'NextRecordType') ?? 'TXT',
    ...(identifier === undefined ? {} : { identifier }),
  }
}

function foundSet(text: string): FoundSet {
  return {
    name: nameOf(textOf(text, 'Name') ?? ''),
    type: textOf(text, 'Type') ?? '',
    ttl: Number(textOf(text, 'TTL') ?? newTtl),
    texts: elementsIn(text, 'ResourceRecord').map(one => textOf(one, 'Value') ?? ''),
    isRouted: textOf(text, 'SetIdentifier') !== undefined,
  }
}

/** Written with a dot behind it, and odd characters in octal: `\052` is the star of a wildcard. */
function nameOf(written: string): string {
  const name = written.replace(/\\(\d{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  )
  return canonicalName(name)
}

function txtIn({ ttl, texts }: FoundSet): ServiceTxt<Route53Txt> {
  const values = texts.map(text => unquotedTxt(text, 'octal'))
  return { values, ttl, kept: { set: { ttl, texts } } }
}

/** A value that stays is written as it was, in the same strings. */
function setOf(
  before: ServiceTxt<Route53Txt> | null,
  after: readonly string[],
): WireSet | undefined {
  if (after.length === 0) return undefined
  const { ttl, texts } = before?.kept.set ?? { ttl: newTtl, texts: [] }
  const written = new Map(texts.map(text => [unquotedTxt(text, 'octal'), text]))
  return { ttl, texts: after.map(value => written.get(value) ?? quotedTxt(value, 'octal')) }
}

function notUnderstood(): Fault {
  const text = 'Route 53: the answer is no list of record sets.'
  return new Fault({ kind: 'rejected', operation, text, type: 'not-a-list' })
}
