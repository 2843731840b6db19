/** The contract of DNS drivers on a real BIND 9, with both algorithms of keys. */
import { describe } from 'vitest'
import { bindKeys } from '../../support/bind.js'
import { zoneOfBind } from '../../support/bind-zone.js'
import { contoso, describeOverBind, layDown } from '../../support/over-bind.js'
import { tsigKey } from '../../support/tsig-key.js'
import { dnsContract } from './dns.js'

const { name } = contoso

describeOverBind('rfc2136 as a DNS driver', [{ name }], bind => {
  describe.each([bindKeys.devicemail, bindKeys['long-key']])('with a key %s', written => {
    dnsContract('rfc2136', async sets => {
      await layDown(bind, sets)
      return {
        zone: zoneOfBind({ port: bind.port, key: tsigKey(written) }),
        stranger: (asked, values) =>
          bind.stranger(
            `update delete ${asked}. TXT`,
            ...values.map(value => `update add ${asked}. 600 TXT "${value}"`),
          ),
      }
    })
  })
})
