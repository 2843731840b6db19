/** What compile has to tell, as far as the text alone shows it. */
import { deviceFindings, relayFindings } from './compile-devices.js'
import { domainFindings, senderFindings } from './compile-senders.js'
import { sharedSiteFindings, siteFindings } from './compile-sites.js'
import type { Catalogue } from './words.js'

export const compileFindings = {
  ...deviceFindings,
  ...relayFindings,
  ...siteFindings,
  ...senderFindings,
  ...domainFindings,
  ...sharedSiteFindings,
} as const satisfies Catalogue
