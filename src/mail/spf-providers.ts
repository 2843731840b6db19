/**
 * Whom an `include` belongs to, for people who ask why a name stands in their
 * record. A small table of services that many domains include, each below the page
 * that tells of it (as of 28 November 2026); what is not in it is told by its
 * registrable domain.
 */
import { isSubdomainOf } from './domain-name.js'

const providers: Readonly<Record<string, string>> = {
  // learn.microsoft.com/en-us/defender-office-365/email-authentication-spf-configure
  'outlook.com': 'Microsoft 365',
  'protection.office365.us': 'Microsoft 365 (US government)',
  'protection.partner.outlook.cn': 'Microsoft 365 (China)',
  // mailermonk.com/guides/spf/google-workspace
  '_spf.google.com': 'Google Workspace',
  // docs.aws.amazon.com/ses/latest/dg/send-email-authentication-spf.html
  'amazonses.com': 'Amazon SES',
  // www.suped.com/knowledge/email-deliverability/technical/how-should-i-combine-spf-records-and-what-domain-should-i-use-with-sendinblue
  'sendinblue.com': 'Brevo',
  // senderclarity.com/guides/campaign-monitor-spf-dkim-dmarc-setup
  'createsend.com': 'Campaign Monitor',
  // docs.rackspace.com/docs/dns-record-definitions
  'emailsrvr.com': 'Rackspace Email',
  // mxtoolbox.com/t/outbound-email-provider/?name=exacttarget
  'exacttarget.com': 'Salesforce Marketing Cloud',
  // dmarc.wiki/hubspot
  'hubspotemail.net': 'HubSpot',
  // mxhelper.com/fr/mail-providers/icloud
  'icloud.com': 'Apple iCloud Mail',
  // support.zendesk.com/hc/en-us/articles/115015746187
  'mail.zendesk.com': 'Zendesk',
  // spfwise.com/en/article/mailgun-spf-dkim-dmarc-setup
  'mailgun.org': 'Mailgun',
  // documentation.mailjet.com/hc/en-us/articles/360049641733
  'mailjet.com': 'Mailjet',
  // mxio.io/providers/mandrill
  'mandrillapp.com': 'Mailchimp Transactional',
  'mcsv.net': 'Mailchimp',
  // knowledge.broadcom.com/external/article/161394
  'messagelabs.com': 'Symantec Email Security.cloud',
  // mailermonk.com/guides/spf/fastmail
  'messagingengine.com': 'Fastmail',
  // community.mimecast.com/docs/DOC-2010
  'mimecast.com': 'Mimecast',
  // github.com/AdobeDocs/marketo.en, initial-setup/configure-protocols-for-marketo.md
  'mktomail.com': 'Adobe Marketo',
  // sendmarc.com/spf/spf-postmark
  'mtasv.net': 'Postmark',
  // www.suped.com/knowledge/email-deliverability/technical/why-are-pardot-and-exacttarget-included-in-the-same-spf-record
  'pardot.com': 'Salesforce Account Engagement',
  // proton.me/support/anti-spoofing-custom-domain
  'protonmail.ch': 'Proton Mail',
  // senderclarity.com/guides/salesforce-spf-dkim-dmarc-setup
  'salesforce.com': 'Salesforce',
  // github.com/Domain-Connect/Templates, godaddy.com.cpanel_email.json
  'secureserver.net': 'GoDaddy',
  // support.sendgrid.com/entries/94481-dns-setting-the-spf-record
  'sendgrid.net': 'Twilio SendGrid',
  // sparkpost.com/resources/email-explained/spf-sender-policy-framework
  'sparkpostmail.com': 'SparkPost',
  // spfcreator.com/resources/spf-record-for-zoho
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
