/** A draft as the YAML of a person, with a TODO wherever only a person can know. */
import { yamlComment, yamlList, yamlText } from '../yaml-text.js'
import type { Draft, DraftSender, DraftSite } from './draft.js'

export function draftText(draft: Draft, organization: string): string {
  const { placeholder } = draft
  const home = draft.sites.find(one => one.connector.senderIpAddresses.length > 0)
  const lines = [
    yamlComment(`What ${organization} holds for devices, as devicemail export found it.`),
    yamlComment('Each TODO is something that a tenant cannot tell.'),
    ...section('domains', draft.domains.flatMap(domainLines)),
    ...section(
      'sites',
      draft.sites.flatMap(site => siteLines(site, placeholder.address)),
    ),
    ...section('devices', [
      ...draft.senders.flatMap(one => senderDevice(one, home?.name ?? null)),
      ...draft.signIns.flatMap(one => signInDevice(one.device, one.address)),
    ]),
    ...section('senders', [
      ...(placeholder.isNew
        ? [
            yamlComment('TODO: replies to it bounce; it only stands for the devices at each site'),
            `${yamlText(placeholder.address)}: { mailbox: none }`,
          ]
        : []),
      ...draft.senders.flatMap(senderRule),
    ]),
    ...(draft.leftOut.length === 0
      ? []
      : [
          '',
          yamlComment('Not described here:'),
          ...draft.leftOut.map(one => yamlComment(`- ${one}`)),
        ]),
  ]
  return `${lines.join('\n')}\n`
}

function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${name}:`, ...lines.map(line => `  ${line}`)]
}

function domainLines(name: string): readonly string[] {
  return [
    `${yamlText(name)}:`,
    '  # TODO: say under `dns` who serves it, then take this line out, and its SPF record is kept',
    '  spf: { manage: false }',
  ]
}

function siteLines(
  { name, connector, treatment, change }: DraftSite,
  placeholder: string,
): readonly string[] {
  const { senderIpAddresses, certificate } = connector
  // Who shows a certificate speaks TLS.
  const abilities = certificate === null ? '' : `tls: 1.2, certificate: ${yamlText(certificate)}, `
  const as = treatment === 'existing' ? 'existing' : 'name'
  const consent = treatment === 'adopt' ? ', adopt: true' : ''
  return [
    '# TODO: which place is it? A better name costs nothing before the first apply',
    `${yamlText(name)}:`,
    ...(senderIpAddresses.length > 0 ? [`  egress: ${yamlList(senderIpAddresses)}`] : []),
    ...(certificate === null ? [] : [`  certificate: ${yamlText(certificate)}`]),
    ...todoOf(change).map(line => `  ${line}`),
    `  connector: { ${as}: ${yamlText(connector.name)}${consent} }`,
    '  devices:',
    '    # TODO: one entry for each device that stands here, instead of this one',
    `    ${yamlText(`${name}-device`)}: { from: ${yamlText(placeholder)}, ${abilities}to: anyone }`,
  ]
}

function senderDevice({ device, mailbox }: DraftSender, site: string | null): readonly string[] {
  const signsIn = mailbox.smtpAuth === true
  const way = signsIn
    ? `tls: 1.2, auth: oauth-app, ports: 587, signIn: ${yamlText(mailbox.address)}, to: anyone`
    : site === null
      ? 'to: tenant'
      : `site: ${yamlText(site)}, to: anyone`
  return [
    `# TODO: which device sends as it, ${signsIn ? 'and how does it sign in' : 'and where does it stand'}?`,
    `${yamlText(device)}: { from: ${yamlText(mailbox.address)}, ${way} }`,
  ]
}

function signInDevice(device: string, address: string): readonly string[] {
  return [
    '# TODO: SMTP AUTH is on for this mailbox; which device signs in to it, and how?',
    `${yamlText(device)}: { from: ${yamlText(address)}, signIn: ${yamlText(address)}, tls: 1.2, auth: oauth-user, ports: 587, to: anyone }`,
  ]
}

function senderRule({ mailbox, treatment, change }: DraftSender): readonly string[] {
  const { address, displayName, hidden } = mailbox
  const name = yamlText(address)
  if (treatment === 'existing') return [...todoOf(change), `${name}: { mailbox: existing }`]
  const values = [
    ...(displayName === '' ? [] : [`displayName: ${yamlText(displayName)}`]),
    ...(hidden ? [] : ['hidden: false']),
    ...(treatment === 'adopt' ? ['adopt: true'] : []),
  ]
  return [`${name}: { ${values.join(', ')} }`]
}

function todoOf(change: string | null): readonly string[] {
  if (change === null) return []
  return [
    yamlComment(`TODO: used and left alone. With \`adopt: true\` this would change: ${change}`),
  ]
}
