/**
 * The pipeline's proof of who it is, fetched anew for every token: GitHub's is
 * good for some minutes only, and a file may be replaced while we run.
 */
import { readFile } from 'node:fs/promises'
import type { Assertion } from '../sign-in.js'
import { githubRefusal, noAssertionIn } from './refusal.js'

export function assertionSource(
  assertion: Assertion,
  audience: string,
  fetcher: typeof fetch,
): () => Promise<string> {
  switch (assertion.kind) {
    case 'text':
      return () => Promise.resolve(assertion.token.reveal())
    case 'file':
      return () => fromFile(assertion.path)
    case 'github':
      return () => fromGithub(assertion, audience, fetcher)
  }
}

async function fromFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  if (text.trim() === '') throw noAssertionIn(path)
  return text.trim()
}

async function fromGithub(
  { url, requestToken }: Assertion & { readonly kind: 'github' },
  audience: string,
  fetcher: typeof fetch,
): Promise<string> {
  const asked = new URL(url)
  asked.searchParams.set('audience', audience)
  const answer = await fetcher(asked, {
    headers: { authorization: `Bearer ${requestToken.reveal()}`, accept: 'application/json' },
  })
  if (!answer.ok) throw githubRefusal(answer.status)
  const body: unknown = await answer.json()
  const value: unknown = typeof body === 'object' && body !== null && Reflect.get(body, 'value')
  if (typeof value !== 'string' || value === '') throw noAssertionIn('GitHub')
  return value
}
