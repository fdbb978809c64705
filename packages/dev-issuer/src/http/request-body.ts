import { Buffer } from 'node:buffer'
import { IncomingMessage } from 'node:http'

const limitBytes = 56 * 1024

/**
 * The whole body of a request as text. Where it is over 56 KiB, the provider's own limit, it is read to its
 * end, so that the client sees the response.
 * @throws {BodyTooLargeError}
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    length += chunk.length
    if (length <= limitBytes) chunks.push(chunk)
  }
  if (length > limitBytes) throw new BodyTooLargeError()
  return Buffer.concat(chunks).toString('utf8')
}

/** The same request with a form as its body, for a handler that has not read it yet. */
export function withFormBody(request: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const body = Buffer.from(form.toString())
  const message = new IncomingMessage(request.socket)
  message.method = request.method
  message.url = request.url
  message.httpVersion = request.httpVersion
  message.httpVersionMajor = request.httpVersionMajor
  message.httpVersionMinor = request.httpVersionMinor
  message.headers = {
    ...request.headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  }
  // Destroying a message that counts as incomplete would close the connection too.
  message.complete = true
  message.push(body)
  message.push(null)
  return message
}

/** Koa responds with its status and message. */
class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
  readonly status = 413
  readonly expose = true

  constructor() {
    super('The request body is over 56 KiB: send a smaller one')
  }
}
