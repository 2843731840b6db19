/**
 * `npm run bench`: SPF evaluations a second over the 203 cases of RFC 7208, beside
 * mailauth in its strict mode, in the same process and with the same zone data.
 * Both are asked in turns, so that a busy moment of the machine hits both alike.
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
/** @type {{ ours: number[], theirs: number[] }} */
const times = { ours: [], theirs: [] }
const right = { ours: await rightOf(ours), theirs: await rightOf(theirs) }
for (let round = -rounds; round < rounds; round += 1) {
  if (round === 0) times.ours.length = times.theirs.length = 0
  times.ours.push(await timeOf(ours))
  times.theirs.push(await timeOf(theirs))
}
/** @param {string} name @param {number} count @param {number} time */
const tell = (name, count, time) => {
  const rate = Math.round((cases.length * 1000) / time).toLocaleString('en')
  console.log(`${name.padEnd(44)}${String(count).padStart(5)}   ${rate.padStart(20)}`)
}
tell('devicemail, with the trace', right.ours, median(times.ours))
tell('mailauth 7.1.0, strict', right.theirs, median(times.theirs))
const ratio = median(times.theirs) / median(times.ours)
console.log(
  `${'devicemail, to mailauth: at least'.padEnd(44)}${aim} ×   measured ${ratio.toFixed(1)} ×   ${ratio >= aim ? 'yes' : 'NO'}`,
)
