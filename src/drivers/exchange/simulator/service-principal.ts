/**
 * Service principals: what Exchange knows of enterprise applications in Entra.
 * Facts: AppId and ObjectId are GUIDs, and each is there once; only the
 * DisplayName can be changed; a new application is unknown to Exchange for a
 * while, and New then finds no object of that id. That refusal's type is the one
 * of every object that is not found; the true one is not public.
 */
import { textOf, type Bound } from './binding.js'
import { answer, nothingModified, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import { readRows, removeRow, replaceRow, shownRow, theRow, type NamedNoun } from './named-rows.js'
import { invented, notFound } from './refusal.js'
import { visibleFrom } from './scene-delays.js'
import { mint, momentText, withRows, type Tenant } from './tenant.js'

export const servicePrincipals: NamedNoun = {
  noun: 'ServicePrincipal',
  called: ['Name', 'Guid', 'AppId', 'ObjectId', 'DisplayName'],
}

export const servicePrincipalCmdlets: Cmdlets = {
  'New-ServicePrincipal': create,
  'Set-ServicePrincipal': change,
  'Get-ServicePrincipal': (tenant, bound, moment) =>
    readRows(tenant, servicePrincipals, bound, moment),
  'Remove-ServicePrincipal': (tenant, bound, moment) =>
    removeRow(tenant, servicePrincipals, bound, moment),
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function create(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const AppId = idIn(bound, 'AppId')
  const ObjectId = idIn(bound, 'ObjectId')
  const twin = tenant.objects.ServicePrincipal.find(
    row => row.AppId === AppId || row.ObjectId === ObjectId,
  )
  if (twin)
    throw invented(
      'conflict',
      'ServicePrincipalInUse',
      `A service principal with AppId ${String(twin.AppId)} already exists.`,
    )
  const asked = tenant.askedFor?.[ObjectId] ?? moment.now.toISOString()
  if (!isReplicated(asked, moment)) {
    const noted = { ...tenant, askedFor: { ...tenant.askedFor, [ObjectId]: asked } }
    return { ...answer(noted), refusal: notFound(ObjectId) }
  }
  const minted = mint(tenant)
  const row = {
    DisplayName: textOf(bound, 'DisplayName') ?? '',
    AppId,
    ObjectId,
    Name: ObjectId,
    Identity: ObjectId,
    WhenCreatedUTC: momentText(moment.now),
    Guid: minted.guid,
    IsValid: true,
    ...visibleFrom('ServicePrincipal', moment),
  }
  const rows = [...tenant.objects.ServicePrincipal, row]
  return answer(withRows(minted.tenant, 'ServicePrincipal', rows), [shownRow(row)])
}

function change(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const before = theRow(tenant, servicePrincipals, textOf(bound, 'Identity') ?? '', moment)
  const DisplayName = textOf(bound, 'DisplayName') ?? before.DisplayName
  if (DisplayName === before.DisplayName)
    return answer(tenant, [], [nothingModified(String(before.Name))])
  return answer(replaceRow(tenant, 'ServicePrincipal', before, { ...before, DisplayName }))
}

function idIn(bound: Bound, name: string): string {
  const id = (textOf(bound, name) ?? '').toLowerCase()
  if (guid.test(id)) return id
  throw invented('rejected', 'NotAGuid', `${name} '${id}' isn't a GUID.`)
}

/** Whether Exchange knows by now what Entra has had since it was first asked for. */
function isReplicated(asked: string, { now, scene }: Moment): boolean {
  const seconds = scene.delays?.replicationSeconds ?? 0
  return now.getTime() >= Date.parse(asked) + seconds * 1000
}
