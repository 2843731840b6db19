/**
 * The tenant of bench/bridge.mjs, in a process of its own so that it takes no
 * time from what is measured: many mailboxes behind the stand-in for Microsoft's
 * module, and answers of any size. Sends its address to who started it.
 *
 * @typedef {import('../src/drivers/drivers.js').Outcome} Outcome
 */
import process from 'node:process'
import { load } from './transpiled.mjs'

const [supportWorld = '', supportServer = ''] = process.argv.slice(2)
/** @type {typeof import('../test/support/world.js')} */
const { world } = await load(supportWorld)
/** @type {typeof import('../test/support/cmdlet-server.js')} */
const { startCmdletServer } = await load(supportServer)

/** @param {number} count */
const tenantOf = count =>
  world({
    acceptedDomains: ['contoso.com'],
    objects: {
      InboundConnector: [{ Name: 'Milan', SenderIPAddresses: ['203.0.113.10'] }],
      Mailbox: Array.from({ length: count }, (_, index) => ({
        PrimarySmtpAddress: `device-${index}@contoso.com`,
        RecipientTypeDetails: 'SharedMailbox',
        CustomAttribute15: `[devicemail:contoso/device-${index}@contoso.com]`,
      })),
    },
  }).build().port

const small = tenantOf(10)
/** @type {Map<number, Outcome | undefined>} */
const bodies = new Map()

/**
 * Rows of some size that do not compress to nothing.
 *
 * @param {number} bytes
 * @returns {Outcome}
 */
function bodyOf(bytes) {
  let seed = 42
  const word = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed.toString(36)
  }
  const row = () => ({ Name: word(), Text: Array.from({ length: 150 }, word).join(' ') })
  const rows = []
  for (let size = 0; size < bytes; size += JSON.stringify(rows.at(-1)).length) rows.push(row())
  return { status: 'done', rows, warnings: [] }
}

/** @type {Map<number, Outcome | undefined>} */
const listings = new Map()

/** Every listing of so many mailboxes is the same, and made once. @param {number} count */
async function listing(count) {
  const properties = ['CustomAttribute15', 'HiddenFromAddressListsEnabled']
  const parameters = { ResultSize: 'Unlimited', Properties: properties }
  return (await tenantOf(count).run([{ cmdlet: 'Get-EXOMailbox', parameters }]))[0]
}

for (const count of [2000, 20_000]) listings.set(count, await listing(count))
for (const megabytes of [8, 32]) bodies.set(megabytes, bodyOf(megabytes * 1_000_000))

const server = await startCmdletServer(small, {
  interfere({ cmdlet, parameters }) {
    const answers = cmdlet === 'Get-EXOMailbox' ? listings : bodies
    const outcome = answers.get(Number(parameters.Identity))
    return outcome && { outcome }
  },
})
process.send?.(server.url)
