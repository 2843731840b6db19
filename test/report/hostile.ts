/** A plan in which every text that a person or a tenant can choose is one given value. */
import { planReport, type PlanInput, type Report } from '../../src/report/report.js'
import { keyFrom } from '../../src/resources/resource.js'
import { change, decision, plan, standing, told } from './build.js'

export function hostilePlan(value: string): Report {
  const place = { file: value, line: 3, column: 5 }
  const because = [{ device: value, site: value, sender: value, domain: value, place }]
  const finding = told('error', value, value, place, value)
  const telling = {
    title: value,
    meaning: value,
    canMore: [value],
    canLess: [value],
    ifWrong: value,
    details: [{ label: value, text: value }],
  }
  const fields = [{ path: 'record', before: `kept ${value}`, after: `kept new ${value}` }]
  const parts = { kind: 'inbound-connector', key: value, telling, because, fields }
  const input: PlanInput = {
    folder: value,
    tenantRead: true,
    decisions: [decision(value, { site: value, to: { kind: 'list', entries: [value] } })],
    approve: value,
    notTouched: [value],
    notChecked: [value],
    checked: [value],
    notes: [{ about: value, text: value, place }],
    commit: value,
    plan: plan({
      tenant: value,
      spec: value,
      driver: value,
      changes: [
        change(parts),
        change({ ...parts, verb: 'update' }),
        change({ ...parts, verb: 'remove' }),
      ],
      byHand: [change(parts)],
      held: [
        { kind: 'shared-mailbox', key: keyFrom(value), state: 'refused', why: [finding], because },
      ],
      standing: [standing('spf-record', value, value, { how: 'kept', because })],
      findings: [finding, { ...finding, severity: 'warning', message: `${value}.` }],
    }),
  }
  return planReport(input)
}
