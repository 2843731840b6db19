/** What a doctor has to tell beside what drivers and the spec tell: machine, rights, reach, and what nobody sees from here. */
import type { Catalogue } from './words.js'

/** What does not hold. */
const troubles = {
  'node-too-old': {
    severity: 'error',
    message: 'Node {version} is too old: {least} or newer is needed.',
    remedy: 'Install a Node that is still maintained, from https://nodejs.org.',
  },
  'powershell-not-needed': {
    severity: 'information',
    message:
      'PowerShell is not ready on this machine, and is needed only for `driver: powershell`: {why}',
    remedy: '{cure}',
  },
  'role-missing': {
    severity: 'error',
    message: 'The signed-in identity may not run {cmdlets}, so {what} will be refused.',
    remedy:
      'Give it {roles}, the least that allows it: in the Exchange admin centre under Roles, Admin roles, a role group with just that. A new role takes up to an hour to show.',
  },
  'parameters-missing': {
    severity: 'error',
    message:
      'The signed-in identity may run {cmdlet}, but without {parameters}, so {what} will be refused.',
    remedy:
      'Give it {roles} without a custom role that takes parameters away. A new role takes up to an hour to show.',
  },
  'rights-not-told': {
    severity: 'information',
    message: 'Not checked: what the signed-in identity may do. The connection does not tell it.',
    remedy: 'Run `devicemail plan`: what may not be read is told there.',
  },
  'signed-in-without-role': {
    severity: 'error',
    message: 'The sign-in is known, and Exchange lets it do nothing: {text}.',
    remedy:
      'An application needs both: the permission Exchange.ManageAsApp (of "Office 365 Exchange Online", with admin consent), and a role such as Exchange Administrator or Global Reader, given to its enterprise application.',
  },
  'zone-not-reached': {
    severity: 'error',
    message: 'The DNS of {domain} could not be read: {why}',
    remedy: '{cure}',
  },
  'needs-came-first': {
    severity: 'information',
    message: 'Not checked: {what}, since {need} is not in order.',
    remedy: 'Set that right first, and run the doctor again.',
  },
  'no-folder-named': {
    severity: 'information',
    message: 'Not checked: sign-in, rights, tenant and DNS, since no folder of a spec was named.',
    remedy: 'Run `devicemail doctor stacks/NAME` once there is one.',
  },
} as const satisfies Catalogue

/** What cannot be seen from here, whatever the rights. */
const unseen = {
  'security-defaults-unseen': {
    severity: 'information',
    message: 'Not checked: security defaults of Entra. Where they are on, SMTP AUTH is blocked.',
    remedy: 'Look in the Entra admin centre under Overview, Properties, Manage security defaults.',
  },
  'conditional-access-unseen': {
    severity: 'information',
    message:
      'Not checked: Conditional Access. A policy that blocks legacy authentication blocks passwords over SMTP AUTH.',
    remedy: 'Look in the Entra admin centre under Protection, Conditional Access, Policies.',
  },
  'licences-unseen': {
    severity: 'information',
    message: 'Not checked: licences. A mailbox that a device signs in to as a person needs one.',
    remedy: 'Look in the Microsoft 365 admin centre under Users, Active users.',
  },
  'block-lists-unseen': {
    severity: 'information',
    message: 'Not checked: whether the addresses of the sites stand on block lists.',
    remedy: 'Ask for each at https://sender.office.com and https://check.spamhaus.org.',
  },
  'port-25-unseen': {
    severity: 'information',
    message: 'Not checked: whether the sites may connect to port 25. Many providers block it.',
    remedy: 'At the site, run `Test-NetConnection NAME -Port 25` with the MX endpoint as NAME.',
  },
} as const satisfies Catalogue

export const doctorFindings = { ...troubles, ...unseen } as const satisfies Catalogue
