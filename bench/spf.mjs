/**
 * `npm run bench`: SPF evaluations a second over the 203 cases of RFC 7208, beside
 * mailauth in its strict mode, in the same process and with the same zone data.
 * Both are asked in turns, so that a busy moment of the machine hits both alike.
 *
 * Ours remembers the records that it read lately (src/mail/spf-memory.ts), mailauth
 * does not. The aim is for the package as it behaves; beside it stands what it does
 * with records that it has never seen, each round by other blanks at the end.
 *
 * @typedef {import('../test/support/spf-suite.js').SuiteCase} SuiteCase
 */
import { spf as mailauth } from 'mailauth/lib/spf/index.js'
import { load, transpiled } from './transpiled.mjs'

const at = await transpiled()
/** @type {typeof import('../test/support/spf-suite.js')} */
const { casesOf } = await load(at('test/support/spf-suite.ts'))
/** @type {typeof import('../src/mail/spf-evaluate.js')} */
const { evaluateSpf } = await load(at('src/mail/spf-evaluate.ts'))

/** Before these, as many are run to warm up. */
const rounds = 100
const aim = 5
/** How Node's own resolver says that it has no records to give. */
const codes = {
  nodata: 'ENODATA',
  nxdomain: 'ENOTFOUND',
  servfail: 'ESERVFAIL',
  timeout: 'ETIMEOUT',
}

const cases = casesOf(new URL('../test/mail/rfc7208-tests.yml', import.meta.url))

/** @param {SuiteCase} one */
async function ours({ host, helo, mailfrom, receiver, resolve }) {
  const found = await evaluateSpf({ ip: host, helo, sender: mailfrom, receiver }, resolve)
  return found.result
}

let round = -rounds

/** @param {SuiteCase} one */
async function oursAnew({ resolve, ...one }) {
  return await ours({ ...one, resolve: unseen(resolve) })
}

/** As many as it takes for the memory to have forgotten the first when its turn comes again. */
const spellings = 40
/** @type {Map<SuiteCase['resolve'], SuiteCase['resolve'][]>} */
const unseenResolvers = new Map()

/** @param {SuiteCase['resolve']} resolve */
function unseen(resolve) {
  const known = unseenResolvers.get(resolve) ?? []
  unseenResolvers.set(resolve, known)
  const spelling = (round + rounds) % spellings
  return (known[spelling] ??= withBlanks(resolve, ' '.repeat(spelling + 1)))
}

/**
 * @param {SuiteCase['resolve']} resolve
 * @param {string} blanks
 * @returns {SuiteCase['resolve']}
 */
function withBlanks(resolve, blanks) {
  /** @typedef {ReturnType<SuiteCase['resolve']>} Answer */
  const answers = /** @type {Map<string, Map<string, Answer>>} */ (new Map())
  return (name, type) => {
    const ofType = answers.get(type) ?? /** @type {Map<string, Answer>} */ (new Map())
    const known = ofType.get(name) ?? answer(name, type)
    answers.set(type, ofType.set(name, known))
    return known
  }

  /** @type {SuiteCase['resolve']} */
  async function answer(name, type) {
    const { status, records } = await resolve(name, type)
    return { status, records: records.map(record => spelt(record)) }
  }

  /** @param {unknown} record */
  function spelt(record) {
    if (!Array.isArray(record)) return record
    const text = record.join('')
    return [/^v=spf1(?: |$)/i.test(text) ? text + blanks : text]
  }
}

/** @param {SuiteCase} one */
async function theirs({ host, helo, mailfrom, receiver, resolve }) {
  const found = await mailauth({
    ip: host,
    helo,
    sender: mailfrom,
    mta: receiver,
    strict: true,
    resolver: nodeResolvers.get(resolve) ?? asNode(resolve),
  })
  return found.status.result
}

/**
 * The same zone data by the manners of `dns.promises.resolve`, which mailauth expects.
 * Each answer and error is made once and remembered, as in the resolver that ours is
 * given: what is compared is how each evaluates, and not how zone data are looked up.
 *
 * @param {SuiteCase['resolve']} resolve
 * @returns {(name: string, type: string) => Promise<any>}
 */
function asNode(resolve) {
  /** @typedef {Map<string, Promise<any>>} Answers */
  const answers = /** @type {Map<string, Answers>} */ (new Map())
  return (name, type) => {
    const ofType = answers.get(type) ?? /** @type {Answers} */ (new Map())
    const known = ofType.get(name) ?? answer(name, type)
    answers.set(type, ofType.set(name, known))
    return known
  }

  /** @param {string} name @param {string} type */
  async function answer(name, type) {
    if (name.split('.').some(label => label === '' || label.length > 63)) throw failure('EBADNAME')
    const { status, records } = await resolve(name, /** @type {'TXT'} */ (type))
    if (status === 'ok') return records
    throw failure(codes[status])
  }
}

/** @param {string} code */
function failure(code) {
  return Object.assign(new Error(code), { code })
}

/** One for all cases of a scenario, as `resolve` itself is. */
const nodeResolvers = new Map(cases.map(({ resolve }) => [resolve, asNode(resolve)]))

/** @param {(one: SuiteCase) => Promise<string>} evaluate */
async function rightOf(evaluate) {
  let right = 0
  for (const one of cases) if ((await evaluate(one)) === one.results[0]) right += 1
  return right
}

/** @param {(one: SuiteCase) => Promise<string>} evaluate */
async function timeOf(evaluate) {
  const begun = performance.now()
  for (const one of cases) await evaluate(one)
  return performance.now() - begun
}

/** @param {readonly number[]} times */
const median = times => [...times].sort((one, other) => one - other)[times.length >> 1] ?? NaN

console.log(`\n${'SPF over the 203 cases of RFC 7208'.padEnd(44)}right   evaluations a second`)
/** @type {{ ours: number[], anew: number[], theirs: number[] }} */
const times = { ours: [], anew: [], theirs: [] }
const right = {
  ours: await rightOf(ours),
  anew: await rightOf(oursAnew),
  theirs: await rightOf(theirs),
}
for (; round < rounds; round += 1) {
  if (round === 0) times.ours.length = times.anew.length = times.theirs.length = 0
  times.ours.push(await timeOf(ours))
  times.anew.push(await timeOf(oursAnew))
  times.theirs.push(await timeOf(theirs))
}
/** @param {string} name @param {number} count @param {number} time */
const tell = (name, count, time) => {
  const rate = Math.round((cases.length * 1000) / time).toLocaleString('en')
  console.log(`${name.padEnd(44)}${String(count).padStart(5)}   ${rate.padStart(20)}`)
}
tell('devicemail, with the trace', right.ours, median(times.ours))
tell('devicemail, of records never seen', right.anew, median(times.anew))
tell('mailauth 7.1.0, strict', right.theirs, median(times.theirs))
const anew = median(times.theirs) / median(times.anew)
console.log(`${'devicemail, of records never seen'.padEnd(44)}to mailauth: ${anew.toFixed(1)} ×`)
const ratio = median(times.theirs) / median(times.ours)
console.log(
  `${'devicemail, to mailauth: at least'.padEnd(44)}${aim} ×   measured ${ratio.toFixed(1)} ×   ${ratio >= aim ? 'yes' : 'NO'}`,
)
