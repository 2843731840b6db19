/**
 * Rules for the names of a recipient. Facts: a Name has at most 64 characters,
 * is unique and refuses many special ones; an Alias has at most 64, letters,
 * digits and some signs, dots only between other characters; an address needs
 * an accepted domain and no other holder, of whatever type; the alias implies an
 * address in the default domain, which must be free too.
 */
import { acceptedDomainOf, defaultDomain } from './accepted-domain.js'
import type { Moment } from './cmdlet.js'
import { holdersOf, isLive, named } from './directory.js'
import { domainOf } from './proxy-address.js'
import {
  addressInUse,
  impliedAddressInUse,
  invented,
  nameInUse,
  notAccepted,
  propertyInUse,
} from './refusal.js'
import type { Recipient, Tenant } from './tenant.js'

const aliasCharacters = /^[A-Za-z0-9!#%*+\-/=?^_~$&'`{}|.\u00a1-\u00ff]+$/
const printableAscii = /^[\x20-\x7e]+$/

export function refuseName(tenant: Tenant, name: string, except?: Recipient): void {
  if (name.length > 64)
    throw invented('rejected', 'NameTooLong', `The name "${name}" has more than 64 characters.`)
  if (!printableAscii.test(name) || name !== name.trim())
    throw invented('rejected', 'NameCharacters', `The name "${name}" holds invalid characters.`)
  const wanted = name.toLowerCase()
  const others = named(tenant, name).filter(
    one => one !== except && isLive(one) && one.Name.toLowerCase() === wanted,
  )
  if (others.length > 0) throw nameInUse(name)
}

export function refuseAlias(alias: string): void {
  if (alias.length > 64)
    throw invented('rejected', 'AliasTooLong', `The alias "${alias}" has more than 64 characters.`)
  const dotted = alias.startsWith('.') || alias.endsWith('.') || alias.includes('..')
  if (!aliasCharacters.test(alias) || dotted)
    throw invented('rejected', 'AliasCharacters', `The alias "${alias}" isn't valid.`)
}

/** The alias of a mailbox that was given none: the name without blanks, `?` for what an alias cannot hold. */
export function aliasFrom(name: string): string {
  return name.replace(/\s+/g, '').replace(/./gsu, one => (aliasCharacters.test(one) ? one : '?'))
}

/** The address that an alias stands for, whatever primary address was asked for. */
export function impliedAddress(tenant: Tenant, alias: string): string {
  return `${plain(alias)}@${defaultDomain(tenant)}`
}

export function refuseUnaccepted(tenant: Tenant, address: string): void {
  if (!/^[^@\s]+@[^@\s]+$/.test(address))
    throw invented('rejected', 'AddressSyntax', `"${address}" isn't a mail address.`)
  const domain = domainOf(address)
  if (!acceptedDomainOf(tenant, domain)) throw notAccepted(domain)
}

interface AddressUse {
  readonly moment: Moment
  /** The one that may hold it: the recipient that is being changed. */
  readonly except?: Recipient
  /** The address follows from the alias; the text then names no holder. */
  readonly implied?: boolean
}

export function refuseTaken(tenant: Tenant, address: string, use: AddressUse): void {
  const keepsWhenDeleted = use.moment.scene.softDeletedKeepAddresses === true
  const holder = holdersOf(tenant, address).find(
    one => one !== use.except && (isLive(one) || keepsWhenDeleted),
  )
  if (!holder) return
  if (use.implied === true) throw impliedAddressInUse(address)
  if (holder.RecipientTypeDetails === 'PublicFolder' || holder.RecipientTypeDetails === 'User')
    throw propertyInUse('proxyAddresses', `${holder.RecipientTypeDetails}_${holder.Guid}`)
  throw addressInUse(address, `${organizationOf(tenant)}/${holder.Name}`)
}

export function refuseTakenSignIn(tenant: Tenant, signIn: string, except?: Recipient): void {
  const wanted = signIn.toLowerCase()
  const holder = named(tenant, signIn).find(
    one => one !== except && isLive(one) && one.UserPrincipalName?.toLowerCase() === wanted,
  )
  if (holder) throw propertyInUse('userPrincipalName', null)
}

function organizationOf(tenant: Tenant): string {
  const name = tenant.objects.OrganizationConfig[0]?.Name
  return typeof name === 'string' ? name : 'simulator'
}

const spelled: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
}

function plain(alias: string): string {
  return alias
    .replace(/[äöüÄÖÜß]/g, letter => spelled[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u00a1-\u00ff]/g, '_')
}
