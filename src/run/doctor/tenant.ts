/** The facts of the tenant that decide whether a spec can be put into effect there. */
import type { TenantFacts } from '../../compile/compiled.js'
import { judge } from '../../compile/judge.js'
import { finding } from '../../findings.js'
import type { Connection } from '../connect.js'
import type { Stack } from '../stack.js'
import { readTenantFacts } from '../tenant-facts.js'
import { todayOf, type World } from '../world.js'
import { ok, okUnless, told, type Check } from './check.js'

/** What judge says of the switches and domains; what concerns one thing is for a plan to tell. */
const about: readonly string[] = [
  'domain-not-accepted',
  'subdomain-not-accepted',
  'domain-barred-from-sending',
  'direct-send-is-rejected',
]

export async function checkTenant(
  { spec, compiled }: Stack,
  { drivers }: Connection,
  world: World,
): Promise<readonly Check[]> {
  // Domains and switches alone: who holds an address is for a plan to ask.
  const questions = { ...compiled.questions, addresses: [], mxEndpoints: [] }
  const facts = await readTenantFacts(drivers, questions, spec.tenant.cloud)
  if (facts.findings.length > 0) return facts.findings.map(one => told('tenant', 'tenant', one))
  const verdicts = judge(compiled, spec, facts, todayOf(world)).map(one => one.finding)
  const found = verdicts.filter(one => about.includes(one.code))
  return [
    ...okUnless('tenant', 'tenant', found, `The tenant takes what the spec wants`),
    ...switches(facts),
  ]
}

function switches({
  dehydrated,
  smtpAuthDisabled,
  rejectDirectSend,
}: TenantFacts): readonly Check[] {
  return [
    dehydrated === true
      ? told('tenant', 'dehydrated', finding('tenant-is-dehydrated', {}))
      : ok('tenant', 'dehydrated', 'The organisation may be customised'),
    ok('tenant', 'smtp-auth', smtpAuthDisabled === true ? off : on),
    ok('tenant', 'direct-send', rejectDirectSend === true ? rejects : takes),
  ]
}

const off = 'SMTP AUTH is off, but for mailboxes that switch it on for themselves'
const on = 'SMTP AUTH is on, but for mailboxes that switch it off'
const rejects = 'Direct send is rejected, unless a connector knows the sender (RejectDirectSend)'
const takes = 'Direct send is taken (RejectDirectSend is off)'
