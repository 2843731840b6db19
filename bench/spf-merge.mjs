/**
 * `npm run bench`: what the merge of a record costs whose terms mostly lie in each
 * other, all given up by us and others wanted, so that each is held against each.
 * Ten times as many terms must cost about ten times as much.
 */
import { load, transpiled } from './transpiled.mjs'

const at = await transpiled()
/** @type {typeof import('../src/mail/spf-merge.js')} */
const { mergeSpf } = await load(at('src/mail/spf-merge.ts'))

/** @param {number} index */
const term = index =>
  `ip4:10.${(index >> 8) & 255}.${index & 255}.${(index * 13) & 255}/${9 + (index % 24)}`

/** @param {number} count */
function measure(count) {
  const terms = Array.from({ length: count }, (_, index) => term(index))
  const record = `v=spf1 ${terms.join(' ')} -all`
  const ours = terms.filter((_, index) => index % 2 === 0)
  const begun = performance.now()
  mergeSpf({
    domain: 'contoso.com',
    record,
    ours,
    terms: terms.map((_, index) => term(index * 3 + 1)),
    includes: [],
    all: 'keep',
    weaken: null,
    newAll: '~',
  })
  return performance.now() - begun
}

const least = /** @param {number} count */ count =>
  Math.min(...Array.from({ length: 5 }, () => measure(count)))
least(1600)
const few = least(1600)
const many = least(16_000)
console.log(`\nmerge of overlapping terms    1,600 terms    16,000 terms   ratio (aim: 10)`)
console.log(
  `milliseconds             ${few.toFixed(0).padStart(15)}${many.toFixed(0).padStart(16)}${(many / few).toFixed(1).padStart(8)}`,
)
