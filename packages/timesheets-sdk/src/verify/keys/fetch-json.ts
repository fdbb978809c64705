import type { Fetch, FetchResponse } from '../../net/fetch.ts'
import { readBytes } from '../../net/read-bytes.ts'
import { codeOf } from '../../net/tls-fault.ts'
import { defaultUserAgent } from '../../net/user-agent.ts'

/**
 * Far larger than any issuer's metadata or keys. Limits the memory that a broken or hostile response can use.
 */
const maxBytes = 512 * 1024

export interface FetchJsonOptions {
  readonly fetch: Fetch
  readonly signal: AbortSignal
}

/**
 * Fetches a JSON document of at most 512 KiB. Does not follow redirects: they could lead away from `https:`.
 *
 * @throws Error that names the URL and the problem
 */
export async function fetchJson(url: string, options: FetchJsonOptions): Promise<unknown> {
  const response = await request(url, options)
  if (response.status !== 200) {
    if (response.body && 'cancel' in response.body) await response.body.cancel()
    throw new Error(`${url} responded with status ${response.status}`)
  }
  const body = await readBody(url, response)
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new Error(`${url} did not return JSON`, { cause })
  }
}

async function request(url: string, { fetch, signal }: FetchJsonOptions): Promise<FetchResponse> {
  try {
    const userAgent = defaultUserAgent()
    const headers = {
      accept: 'application/json',
      ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
    }
    return await fetch(url, { method: 'GET', headers, redirect: 'manual', signal })
  } catch (cause) {
    const code = codeOf(cause)
    const why = signal.aborted ? 'did not respond in time' : 'could not be reached'
    throw new Error(code && !signal.aborted ? `${url} ${why} (${code})` : `${url} ${why}`, { cause })
  }
}

async function readBody(url: string, response: FetchResponse): Promise<string> {
  let body: Uint8Array | undefined
  try {
    body = await readBytes(response, maxBytes)
  } catch (cause) {
    throw new Error(`${url} closed the connection before the end of its response`, { cause })
  }
  if (body === undefined) throw new Error(`${url} returned more than ${maxBytes} bytes`)
  return new TextDecoder().decode(body)
}
