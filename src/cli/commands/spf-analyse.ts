/** `devicemail spf analyse`: what is wrong or costly in the records of domains, or of all domains of a stack. */
import { statSync } from 'node:fs'
import type { Resolver } from '../../drivers/drivers.js'
import { finding, hasError, strictly, type Finding } from '../../findings.js'
import { spfAnalysisReport, type SpfSubject } from '../../report/spf-report.js'
import type { Wanted } from '../../resources/resource.js'
import { SpfRecord, type DesiredSpf } from '../../resources/spf-record.js'
import { someAtOnce } from '../../resources/some-at-once.js'
import { openDns } from '../../run/open-dns.js'
import { readScene } from '../../run/scene.js'
import { openStacks } from '../../run/stacks.js'
import type { World } from '../../run/world.js'
import type { Spec } from '../../spec/spec.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { readFlags, textFlag } from '../flags.js'
import { print } from '../print.js'
import { examine } from '../spf/examine.js'
import { askingOf, asTyped, readNamed, recordOf, type Asking, type Named } from '../spf/subject.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { flags, io, words } = context
  const { settings, findings } = readFlags(flags)
  const asking = askingOf(context)
  const faults: Finding[] = [...findings, ...asking.findings]
  const subjects: SpfSubject[] = []
  const asks: string[] = []
  for (const word of faults.length > 0 ? [] : words) {
    const found = isFolder(word)
      ? await ofFolder(word, asking, context)
      : await ofName(word, asking)
    if ('faults' in found) faults.push(...found.faults)
    else {
      subjects.push(...found.subjects)
      asks.push(found.asked)
    }
  }
  if (faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const told = subjects.map(one =>
    settings.strict ? { ...one, findings: strictly(one.findings) } : one,
  )
  const asked = [...new Set(asks)].join('; ')
  const typed = asTyped(words)
  await print([spfAnalysisReport({ words: typed, asked, subjects: told })], settings, io)
  return told.some(one => hasError(one.findings)) ? exitCode.failed : exitCode.done
}

/** `asked` is where the records were read, for the head of the report. */
type Found =
  | { readonly subjects: readonly SpfSubject[]; readonly asked: string }
  | { readonly faults: readonly Finding[] }

async function ofName(word: string, { resolve, asked }: Asking): Promise<Found> {
  const named = await readNamed(word, resolve)
  if (named.domain === null && named.record === null) return { faults: named.findings }
  return { subjects: [await examine(named, resolve)], asked }
}

/** No question leaves the machine then. */
const simulatedDns = 'zone files and simulator.yaml; the DNS was not asked'

/** The domains of a stack, asked where its spec keeps them: of the scene, where it is simulated. */
async function ofFolder(folder: string, asking: Asking, { flags, world }: Context): Promise<Found> {
  const [opened] = openStacks([folder], false)
  if (opened?.state !== 'ready') return { faults: opened?.findings ?? [] }
  const { spec, compiled } = opened.stack
  const isSimulated = spec.tenant.exchange.driver === 'simulator'
  const isNamed = textFlag(flags, 'resolver') !== null
  const resolve = isNamed ? asking.resolve : resolverOf(folder, spec, world)
  if (typeof resolve !== 'function') return { faults: resolve }
  const names = spec.domains.map(one => one.name)
  const read = await someAtOnce(names, name => recordOf(name, resolve))
  const records = compiled.wanted.filter(one => one.kind === SpfRecord.name)
  const wanted = new Map(records.map(one => [String(one.key), one]))
  const named = read.map(one => withPlanned(one, wanted, folder))
  return {
    subjects: await someAtOnce(named, one => examine(one, resolve)),
    asked: isSimulated && !isNamed ? simulatedDns : asking.asked,
  }
}

/** Before its first apply a stack wants records that are not there, which is no fault of anybody. */
function withPlanned(named: Named, wanted: ReadonlyMap<string, Wanted>, folder: string): Named {
  const { domain } = named
  const made = domain === null ? undefined : wanted.get(domain)
  if (domain === null || !made) return named
  const { terms, includes } = made.desired as DesiredSpf
  const facts = { domain, folder, terms: [...terms, ...includes].join(' ') }
  const code = made.doneBy === 'person' ? 'spf-no-record-by-hand' : 'spf-no-record-yet'
  const findings = named.findings.map(one =>
    one.code === 'spf-no-record' ? finding(code, facts, made.because[0]?.place) : one,
  )
  return { ...named, findings }
}

function resolverOf(folder: string, spec: Spec, world: World): Resolver | readonly Finding[] {
  const scene = spec.tenant.exchange.driver === 'simulator' ? readScene(folder, spec) : null
  if (scene && !('dns' in scene)) return scene
  const dns = openDns(folder, spec, scene, world)
  return 'oneLook' in dns ? dns.oneLook().resolve : dns
}

function isFolder(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isDirectory() ?? false
}
