/**
 * Whom an `include` belongs to, for people who ask why a name stands in their
 * record. A small table of services that many domains include, by the names under
 * which they are widely known; it has not been held against each service's own
 * documentation. What is not in it is told by its registrable domain.
 */
import { isSubdomainOf } from './domain-name.js'

const providers: Readonly<Record<string, string>> = {
  '_spf.google.com': 'Google Workspace',
  'amazonses.com': 'Amazon SES',
  'createsend.com': 'Campaign Monitor',
  'emailsrvr.com': 'Rackspace Email',
  'exacttarget.com': 'Salesforce Marketing Cloud',
  'hubspotemail.net': 'HubSpot',
  'icloud.com': 'Apple iCloud Mail',
  'mail.zendesk.com': 'Zendesk',
  'mailgun.org': 'Mailgun',
  'mailjet.com': 'Mailjet',
  'mandrillapp.com': 'Mailchimp Transactional',
  'mcsv.net': 'Mailchimp',
  'messagelabs.com': 'Symantec Email Security',
  'messagingengine.com': 'Fastmail',
  'mimecast.com': 'Mimecast',
  'mktomail.com': 'Adobe Marketo',
  'mtasv.net': 'Postmark',
  'outlook.com': 'Microsoft 365',
  'pardot.com': 'Salesforce Account Engagement',
  'pphosted.com': 'Proofpoint',
  'protection.office365.us': 'Microsoft 365 (US government)',
  'protection.partner.outlook.cn': 'Microsoft 365 (China)',
  'protonmail.ch': 'Proton Mail',
  'salesforce.com': 'Salesforce',
  'secureserver.net': 'GoDaddy',
  'sendgrid.net': 'Twilio SendGrid',
  'sendinblue.com': 'Brevo',
  'sparkpostmail.com': 'SparkPost',
  'zoho.com': 'Zoho Mail',
  'zoho.eu': 'Zoho Mail',
}

/** Below these, names are sold with three labels. */
const secondLevels = /^(?:ac|co|com|edu|gov|gob|gouv|ltd|me|ne|net|or|org|plc|sch)\.[a-z]{2}$/

/** The service behind a name, or its registrable domain. */
export function providerOf(name: string): string {
  const known = Object.keys(providers).find(one => one === name || isSubdomainOf(name, one))
  return (known === undefined ? undefined : providers[known]) ?? registrableDomainOf(name)
}

/** The part of a name that somebody bought: its last two labels, or three below `co.uk` and its like. */
function registrableDomainOf(name: string): string {
  // What a macro fills in stands in front; whose name it is stands at the end.
  const labels = name
    .replace(/^.*\}\.?/, '')
    .split('.')
    .filter(label => label !== '')
  const size = secondLevels.test(labels.slice(-2).join('.')) ? 3 : 2
  return labels.slice(-size).join('.')
}
