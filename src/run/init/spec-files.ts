/** The first spec of a new repository: one site, one device, and a tenant to try them on. */
import { yamlText } from '../yaml-text.js'
import type { RepositoryWish } from './plan-of-repository.js'

const schema = '# yaml-language-server: $schema=../../devicemail.schema.json'

export function tenantFile({ organization, domain, driver, ci }: RepositoryWish): string {
  return `${schema}
version: 1

tenant:
  organization: ${yamlText(organization)}
${driver === 'simulator' ? simulated : identities(driver, ci.includes('gitlab'))}
domains:
  # Say under \`dns\` who serves it, and its SPF record is kept for you; until then
  # the plan tells what to write into it.
  ${yamlText(domain)}: {}
`
}

const simulated = `  # A tenant of the mind, to try things on. For yours write powershell, and how to sign in.
  exchange: { driver: simulator }
`

/** Whoever opens a pull request can change what its job runs, so that job gets the identity that reads. */
function identities(driver: string, gitlab: boolean): string {
  const token = gitlab ? ', token: env:ENTRA_TOKEN' : ''
  return `  exchange:
    driver: ${driver}
    # Two applications: one that reads, for plans, and one that writes, for deploys.
    auth:
      read: { way: workload-identity, clientId: env:DEVICEMAIL_READER${token} }
      write: { way: workload-identity, clientId: env:DEVICEMAIL_WRITER${token} }
`
}

export function exampleSite({ domain }: RepositoryWish): string {
  return `${schema}
# A place, the public address that its mail leaves from, and a device there.
sites:
  office:
    # This one is kept for examples: write yours.
    egress: 203.0.113.10
    devices:
      office-printer:
        tls: none
        from: ${yamlText(`printer@${domain}`)}
        to: anyone
`
}

export function exampleScene({ organization, domain }: RepositoryWish): string {
  const endpoint = `${domain.replaceAll('.', '-')}.mail.protection.outlook.com`
  return `# What the simulated tenant holds before the first apply, and what the DNS answers.
organization: ${yamlText(organization)}
acceptedDomains: [${yamlText(domain)}]
dns:
  ${yamlText(domain)}:
    MX: [${JSON.stringify(`0 ${endpoint}`)}]
    TXT: ["v=spf1 include:spf.protection.outlook.com -all"]
  # Nothing there yet: devicemail would note here which terms of the record are its own.
  ${yamlText(`_devicemail.${domain}`)}: {}
`
}
