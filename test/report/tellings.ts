/** Changes as the kinds tell them, for plans that tests build by hand. */
import type { Change } from '../../src/engine/plan-data.js'
import type { Because } from '../../src/findings.js'
import { change } from './build.js'

const right = 'may send as any address of your domains, to anyone, without a password'

export function newConnector(
  site: string,
  egress: readonly string[],
  because: readonly Because[],
): Change {
  const behind = `machines behind ${egress.join(' and ')}`
  return change({
    kind: 'inbound-connector',
    key: site,
    because,
    fields: [
      { path: 'name', before: null, after: `Devices at ${site}` },
      { path: 'enabled', before: null, after: true },
      { path: 'egressIps', before: null, after: egress },
    ],
    telling: {
      title: `connector "Devices at ${site}"`,
      meaning: `${behind} ${right}.`,
      canMore: [`${behind}: ${right}`],
      ifWrong:
        'the devices cannot send to outside recipients; strangers behind a wrong address can send as you',
      details: [
        { label: 'recognises', text: behind },
        {
          label: 'gives the right',
          text: 'to send as any address of your domains, to anyone, to every machine behind it: open port 25 for the devices only',
        },
      ],
    },
  })
}

export function connectorMoves(
  site: string,
  before: readonly string[],
  after: readonly string[],
  because: readonly Because[],
): Change {
  const gone = before.filter(one => !after.includes(one)).map(one => `machines behind ${one}`)
  const come = after.filter(one => !before.includes(one)).map(one => `machines behind ${one}`)
  return change({
    kind: 'inbound-connector',
    key: site,
    verb: 'update',
    because,
    fields: [{ path: 'egressIps', before, after }],
    telling: {
      title: `connector "Devices at ${site}"`,
      meaning:
        gone.length > 0
          ? `${come.join(', ')} ${right}; ${gone.join(', ')} no longer can.`
          : `${come.join(', ')} ${right}.`,
      canMore: come.map(one => `${one}: ${right}`),
      canLess: gone.map(one => `${one}: can no longer send through the tenant`),
      ifWrong:
        'the devices cannot send to outside recipients; strangers behind a wrong address can send as you',
    },
  })
}

export function spf(
  domain: string,
  before: string | null,
  after: string,
  because: readonly Because[],
  gains: readonly string[],
): Change {
  return change({
    kind: 'spf-record',
    key: domain,
    verb: before === null ? 'create' : 'update',
    because,
    fields: [{ path: 'record', before, after }],
    telling: {
      title: `SPF ${domain}`,
      meaning: `Mail from ${gains.join(' and ')} passes SPF for ${domain}.`,
      canMore: gains.map(one => `machines behind ${one}: pass SPF for ${domain}`),
      ifWrong: 'mail inside goes to Junk; a stranger passes SPF',
      details: [
        { label: 'gains', text: gains.join(', ') },
        { label: 'look-ups', text: '1 of 10, as before; 4 other TXT values kept' },
      ],
    },
  })
}

export function newMailbox(address: string, because: readonly Because[]): Change {
  return change({
    kind: 'shared-mailbox',
    key: address,
    because,
    fields: [
      { path: 'displayName', before: null, after: 'Printers' },
      { path: 'members', before: null, after: ['it@contoso.com'] },
      { path: 'hidden', before: null, after: true },
      { path: 'smtpAuth', before: null, after: false },
    ],
    telling: {
      title: `mailbox ${address}`,
      meaning: `Replies to ${address} reach it@contoso.com.`,
      canMore: [`it@contoso.com: reads and sends as ${address}`],
      details: [
        { label: 'is', text: 'a shared mailbox, hidden from address lists; needs no licence' },
        { label: 'members', text: 'it@contoso.com' },
      ],
    },
  })
}

export function connectorGoes(site: string, egress: string): Change {
  return change({
    kind: 'inbound-connector',
    key: site,
    verb: 'remove',
    fields: [
      { path: 'name', before: `Devices at ${site}`, after: null },
      { path: 'egressIps', before: [egress], after: null },
    ],
    telling: {
      title: `connector "Devices at ${site}"`,
      meaning: `machines behind ${egress} can no longer send through the tenant.`,
      canLess: [`machines behind ${egress}: can no longer send through the tenant`],
      ifWrong: 'devices that still send from there are refused by Microsoft (550 5.7.64)',
      details: [{ label: 'recognises', text: `machines behind ${egress}` }],
    },
  })
}
