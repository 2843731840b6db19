/** The one change that takes the old set away and makes the new one, or neither. */
import { escapedXml } from './xml.js'

export interface WireSet {
  readonly ttl: number
  /** The values in Route 53's spelling: quoted strings. */
  readonly texts: readonly string[]
}

export function changeBatch(
  name: string,
  before: WireSet | undefined,
  after: WireSet | undefined,
): string {
  const changes = [
    ...(before ? [change('DELETE', name, before)] : []),
    ...(after ? [change('CREATE', name, after)] : []),
  ].join('')
  const batch = `<ChangeBatch><Changes>${changes}</Changes></ChangeBatch>`
  return `<?xml version="1.0" encoding="UTF-8"?><ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">${batch}</ChangeResourceRecordSetsRequest>`
}

function change(action: 'CREATE' | 'DELETE', name: string, { ttl, texts }: WireSet): string {
  const records = texts
    .map(text => `<ResourceRecord><Value>${escapedXml(text)}</Value></ResourceRecord>`)
    .join('')
  const set = `<Name>${escapedXml(name)}.</Name><Type>TXT</Type><TTL>${String(ttl)}</TTL><ResourceRecords>${records}</ResourceRecords>`
  return `<Change><Action>${action}</Action><ResourceRecordSet>${set}</ResourceRecordSet></Change>`
}
