/**
 * The body of a response, or `undefined` as soon as it is longer than `maximumBytes`; then reading stops. A
 * platform without streams (React Native) reads the whole body before its length is checked.
 *
 * @throws the platform's error when the body ends early
 */
export async function readBytes(
  response: Response,
  maximumBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (typeof response.body?.getReader !== 'function') {
    const whole = new TextEncoder().encode(await response.text())
    return whole.byteLength > maximumBytes ? undefined : whole
  }
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body.getReader()
  for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
    length += part.value.byteLength
    if (length > maximumBytes) {
      // Its own failure says nothing that matters: the body is not wanted.
      reader.cancel().catch(() => {})
      return undefined
    }
    chunks.push(part.value)
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
