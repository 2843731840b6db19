/**
 * `npm run bench`: what the analysis of many domains costs. Ten times as many
 * domains must cost about ten times as much.
 */
import { load, transpiled } from './transpiled.mjs'

const at = await transpiled()
/** @type {typeof import('../src/mail/spf-analyse.js')} */
const { analyseSpf } = await load(at('src/mail/spf-analyse.ts'))
/** @type {typeof import('../test/support/spf-world.js')} */
const { spfWorld } = await load(at('test/support/spf-world.ts'))

const services = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [
    `service${index}.example`,
    { TXT: [`v=spf1 ip4:198.51.100.${index * 8}/29 ip4:203.0.113.${index} -all`] },
  ]),
)

/** @param {number} domains */
async function measure(domains) {
  const names = Array.from(
    { length: domains },
    (_, index) =>
      /** @type {const} */ ([
        `d${index}.example`,
        {
          TXT: [
            `v=spf1 ip4:192.0.2.${index % 256} mx include:service${index % 20}.example include:service${(index + 7) % 20}.example -all`,
          ],
          MX: ['mail.example'],
        },
      ]),
  )
  const world = { ...services, ...Object.fromEntries(names), 'mail.example': { A: ['192.0.2.7'] } }
  const resolve = spfWorld(world)
  const begun = performance.now()
  for (const [name] of names) await analyseSpf(name, resolve)
  return performance.now() - begun
}

await measure(500)
const few = await measure(500)
const many = await measure(5000)
console.log(`\nanalysis of SPF records      500 domains   5,000 domains   ratio (aim: 10)`)
console.log(
  `milliseconds             ${few.toFixed(0).padStart(15)}${many.toFixed(0).padStart(16)}${(many / few).toFixed(1).padStart(8)}`,
)
