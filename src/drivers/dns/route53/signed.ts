/** A request to AWS with its signature (Signature Version 4), good for a few minutes. */
import { AwsV4Signer } from 'aws4fetch'
import type { WebQuestion } from '../service/web-call.js'
import type { Secret } from '../../secret.js'

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: Secret
  readonly sessionToken: Secret | null
}

/** Route 53 is one service for the whole world; its requests are signed for this region. */
const region = 'us-east-1'

export async function signedHeaders(
  { method, url, body }: WebQuestion,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  const signer = new AwsV4Signer({
    method,
    url,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    ...(body === undefined ? {} : { body }),
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken ? { sessionToken: sessionToken.reveal() } : {}),
    service: 'route53',
    region,
    datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, ''),
  })
  const { headers } = await signer.sign()
  return Object.fromEntries(headers)
}
