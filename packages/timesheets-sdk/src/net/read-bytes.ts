import { type ByteSource, chunksOf, isByteSource } from './byte-source.ts'
import type { FetchResponse } from './fetch.ts'

/**
 * The body of a response, or `undefined` as soon as it is longer than `maximumBytes`; then reading stops. A
 * platform without streams (React Native) reads the whole body before its length is checked.
 *
 * @throws the platform's error when the body ends early
 */
export async function readBytes(
  response: Pick<FetchResponse, 'body' | 'text'>,
  maximumBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  const body = await bytesIn(response)
  for await (const chunk of chunksOf(body)) {
    length += chunk.byteLength
    if (length > maximumBytes) break
    chunks.push(chunk)
  }
  if (length > maximumBytes) {
    // Its own failure says nothing that matters: the rest is not read.
    if ('cancel' in body) body.cancel().catch(() => {})
    return undefined
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/** As {@link readBytes}, as text. */
export async function readText(
  response: Pick<FetchResponse, 'body' | 'text'>,
  maximumBytes: number,
): Promise<string | undefined> {
  // Without streams there is nothing to gain by bytes.
  if (!isByteSource(response.body)) return response.text()
  const bytes = await readBytes(response, maximumBytes)
  return bytes && new TextDecoder().decode(bytes)
}

/** The body of a response; on a platform without streams, all of it at once. */
export async function bytesIn(response: Pick<FetchResponse, 'body' | 'text'>): Promise<ByteSource> {
  if (isByteSource(response.body)) return response.body
  const whole = new TextEncoder().encode(await response.text())
  return (async function* () {
    yield whole
  })()
}
