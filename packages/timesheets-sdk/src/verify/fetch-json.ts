import { readBytes } from '../net/read-bytes.ts'

/** Far more than any issuer's metadata or keys have; bounds what a broken or hostile answer can take. */
const MAX_BYTES = 512 * 1024

export interface FetchJsonOptions {
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

/**
 * Gets a JSON document, at most 512 KiB long. Follows no redirects: they could lead away from `https:`.
 *
 * @throws Error that names the URL and what was wrong
 */
export async function fetchJson(url: string, options: FetchJsonOptions): Promise<unknown> {
  const response = await answer(url, options)
  if (response.status !== 200) {
    await response.body?.cancel()
    throw new Error(`${url} answered with status ${response.status}`)
  }
  const body = await readBody(url, response)
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new Error(`${url} did not answer with JSON`, { cause })
  }
}

async function answer(url: string, { fetch, signal }: FetchJsonOptions): Promise<Response> {
  try {
    return await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal })
  } catch (cause) {
    throw new Error(signal.aborted ? `${url} did not answer in time` : `${url} could not be reached`, {
      cause,
    })
  }
}

async function readBody(url: string, response: Response): Promise<string> {
  let body: Uint8Array | undefined
  try {
    body = await readBytes(response, MAX_BYTES)
  } catch (cause) {
    throw new Error(`${url} broke off its answer`, { cause })
  }
  if (body === undefined) throw new Error(`${url} answered with more than ${MAX_BYTES} bytes`)
  return new TextDecoder().decode(body)
}
