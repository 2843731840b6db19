/**
 * A simulated tenant and a few TXT sets that remember what was written to them,
 * under the real engine and the real client: what an example shows is what the
 * program does.
 */
import { built } from '../built.mjs'

/** @typedef {import('../../src/drivers/drivers.js').ExchangePort} ExchangePort */
/** @typedef {import('../../src/drivers/drivers.js').TxtReading} TxtReading */
/** @typedef {import('../../src/drivers/drivers.js').Zones} Zones */
/** @typedef {import('../../src/resources/resource.js').AnyKind} AnyKind */
/** @typedef {import('../../src/resources/resource.js').Drivers} Drivers */
/** @typedef {import('../../src/resources/resource.js').Wanted} Wanted */
/** @typedef {import('../../src/spec/spec.js').Spec} Spec */
/** @typedef {import('../../src/drivers/exchange/simulator/scene.js').Scene} Scene */

/** What was written, as a person would write it, in order. @typedef {string[]} Record */

/**
 * @typedef {object} Settled
 * @property {string} title
 * @property {string} meaning
 * @property {string} text what was written
 */

/** Days stand still, so that a page is the same tomorrow. */
const clock = () => new Date('2026-01-01T00:00:00Z')

/**
 * @param {AnyKind} kind
 * @param {{ spec: Spec, scene: Scene }} stack
 */
export async function openRecordedWorld(kind, { spec, scene }) {
  /** @type {Record} */
  const record = []
  const drivers = await driversFor(kind, spec, scene, record)
  /** @type {{ observe: typeof import('../../src/engine/observe.js').observe }} */
  const { observe } = await built('engine/observe.js')
  /** @type {{ makePlan: typeof import('../../src/engine/plan.js').makePlan }} */
  const { makePlan } = await built('engine/plan.js')
  /** @type {{ apply: typeof import('../../src/engine/apply.js').apply }} */
  const { apply } = await built('engine/apply.js')

  /**
   * Plans and applies until the tenant is as wanted.
   * @param {readonly Wanted[]} wanted
   * @returns {Promise<Settled>}
   */
  async function settle(wanted) {
    drivers.forget()
    const observed = await observe([kind], drivers, wanted)
    const { mark } = drivers
    const { organization: tenant } = spec.tenant
    const plan = makePlan({
      tenant,
      driver: 'simulator',
      mark,
      observed,
      verdicts: [],
      findings: [],
    })
    record.length = 0
    const receipts = await apply({
      kinds: [kind],
      drivers,
      plan,
      wanted,
      pace: { pause: () => Promise.resolve(), looks: 5, interrupted: () => false },
      onStart: () => undefined,
      onReceipt: () => undefined,
    })
    const bad = receipts.find(one => one.outcome !== 'written' && one.outcome !== 'removed')
    if (bad)
      throw new Error(`${kind.name} ${bad.key}: ${bad.outcome}: ${bad.finding?.message ?? ''}`)
    const [change] = plan.changes
    return {
      title: change?.telling.title ?? '',
      meaning: change?.telling.meaning ?? '',
      text: record.join('\n'),
    }
  }

  return { settle }
}

/**
 * @param {AnyKind} kind
 * @param {Spec} spec
 * @param {Scene} scene
 * @param {Record} record
 * @returns {Promise<Drivers>}
 */
async function driversFor(kind, spec, scene, record) {
  /** @type {{ createExchange: typeof import('../../src/drivers/exchange/client.js').createExchange }} */
  const { createExchange } = await built('drivers/exchange/client.js')
  /** @type {{ createHolders: typeof import('../../src/resources/holders.js').createHolders }} */
  const { createHolders } = await built('resources/holders.js')
  /** @type {{ createMark: typeof import('../../src/resources/mark.js').createMark }} */
  const { createMark } = await built('resources/mark.js')
  const exchange = createExchange(await recordedPort(scene, record), {
    allow: [...Object.keys(kind.cmdlets.read), ...kind.cmdlets.write],
    read: kind.cmdlets.read,
    retry: attempt => attempt(1),
    ledger: { record: () => undefined },
    clock,
  })
  const holders = createHolders(exchange)
  return {
    exchange,
    holders,
    zones: recordedZones(
      spec.domains.map(one => one.name),
      record,
    ),
    resolve: () => Promise.resolve({ status: 'nodata', records: [] }),
    mark: createMark(spec.tenant.name, spec.tenant.markAttribute),
    forget() {
      exchange.forget()
      holders.forget()
    },
  }
}

/**
 * @param {Scene} scene
 * @param {Record} record
 * @returns {Promise<ExchangePort>}
 */
async function recordedPort(scene, record) {
  /** @type {{ createSimulator: typeof import('../../src/drivers/exchange/simulator.js').createSimulator }} */
  const { createSimulator } = await built('drivers/exchange/simulator.js')
  /** @type {{ memoryStore: typeof import('../../src/drivers/exchange/simulator/store.js').memoryStore }} */
  const { memoryStore } = await built('drivers/exchange/simulator/store.js')
  /** @type {{ laidOut: typeof import('../../src/drivers/exchange/powershell-text.js').laidOut, powershellWords: typeof import('../../src/drivers/exchange/powershell-text.js').powershellWords }} */
  const { laidOut, powershellWords } = await built('drivers/exchange/powershell-text.js')
  const port = createSimulator({ store: memoryStore(), clock, scene: { ...scene, faults: [] } })
  return {
    ...port,
    run(calls) {
      const writes = calls.filter(call => !call.cmdlet.startsWith('Get-'))
      record.push(...writes.map(call => laidOut(powershellWords(call).map(withoutGuid))))
      return port.run(calls)
    },
  }
}

/**
 * Objects are named by their Guid, since nothing else of them is stable; a page
 * says `$guid`, because nobody can compare such numbers by eye.
 * @param {string} word
 */
function withoutGuid(word) {
  return word.replace(
    /^-Identity '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'$/i,
    '-Identity $guid',
  )
}

/**
 * Every domain has a record already, as most have that receive mail.
 * @param {readonly string[]} domains
 * @param {Record} record
 * @returns {Zones}
 */
function recordedZones(domains, record) {
  const start = ['v=spf1 include:spf.protection.outlook.com -all']
  /** @type {Map<string, readonly string[]>} */
  const sets = new Map(domains.map(name => [name, start]))
  return {
    domains,
    readTxt: names =>
      Promise.resolve(new Map(names.map(name => [name, readingOf(sets.get(name))]))),
    replaceTxt({ name, before, after }) {
      record.push(
        `${name} TXT`,
        ...before.filter(value => !after.includes(value)).map(value => `-   "${value}"`),
        ...after.filter(value => !before.includes(value)).map(value => `+   "${value}"`),
      )
      sets.set(name, after)
      return Promise.resolve()
    },
  }
}

/**
 * @param {readonly string[] | undefined} values
 * @returns {TxtReading}
 */
function readingOf(values = []) {
  return values.length > 0 ? { state: 'present', values, ttl: 3600 } : { state: 'absent' }
}
