import type { ProblemCode } from '../../../src/contract/index.ts'
import { problemKinds } from '../../../src/contract/index.ts'

/** A response, with what differs between any two runs written the same in each. */
export interface Comparable {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Headers that a client acts on. */
const comparedHeaders = [
  'accept',
  'allow',
  'content-disposition',
  'content-type',
  'etag',
  'location',
  'retry-after',
  'www-authenticate',
]

/** Members that differ between any two runs: a digest is over ids. */
const varying = ['requestId', 'tokenExpiresAt', 'entriesDigest', 'durationMs']

/**
 * Makes the responses of two runs comparable: ids become `#1`, `#2` in order of appearance, secrets and
 * generations a word.
 */
export function comparer(): (response: Response) => Promise<Comparable> {
  const names = new Map<string, string>()
  const named = (text: string) =>
    text
      .replaceAll(/[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g, (id) => {
        if (!names.has(id)) names.set(id, `#${names.size + 1}`)
        return names.get(id) as string
      })
      .replaceAll(/\b[\da-f]{12}\b/g, 'generation')
      .replaceAll(/whsec_[\w+/=]+/g, 'whsec_…')
      .replaceAll(/https?:[\w/.:-]+feed_[\w-]+/g, 'feed_…')

  function comparable(value: unknown, name?: string): unknown {
    if (name !== undefined && varying.includes(name)) return typeof value
    if (name === 'nextCursor' && typeof value === 'string') {
      return named(Buffer.from(value, 'base64url').toString())
    }
    if (typeof value === 'string') return named(value)
    if (Array.isArray(value)) return value.map((item) => comparable(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item, key)]))
  }

  return async (response) => {
    const text = await response.text()
    const headers = comparedHeaders.flatMap((name): [string, string][] => {
      const value = response.headers.get(name)
      if (value === null) return []
      if (name === 'etag') return [[name, tagOf(value, text)]]
      // How to reach the metadata, and the words, differ by where the API is.
      const said = name === 'www-authenticate' ? challengeOf(value) : value
      return [[name, named(said)]]
    })
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
    const body = isJson && text !== '' ? comparable(JSON.parse(text)) : named(text)
    return { status: response.status, headers: Object.fromEntries(headers), body }
  }
}

/** An entity tag. A digest is over the time of the change too. */
function tagOf(value: string, body: string): string {
  if (value.startsWith('W/')) return 'W/"…"'
  return /^"[\da-f]{32}"$/.test(value) && body.includes('"updatedAt"') ? '"…"' : value
}

function challengeOf(header: string): string {
  return ['realm', 'error', 'scope']
    .map((name) => new RegExp(`\\b${name}="([^"]*)"`).exec(header)?.[0])
    .filter((part) => part !== undefined)
    .join(', ')
}

/** A response as the tables write it: a status, a problem code, or the result of each item. */
export function outcomeOf({ status, body }: Comparable): string {
  const { code, results } = (typeof body === 'object' && body !== null ? body : {}) as {
    readonly code?: ProblemCode
    readonly results?: readonly { readonly status?: string; readonly problem?: { readonly code: string } }[]
  }
  if (status >= 300) return `${code}${code && problemKinds[code].status === status ? '' : ` ${status}`}`
  if (!results?.[0]?.status) return String(status)
  return results.map((item) => `${item.status} ${item.problem?.code}`).join()
}
