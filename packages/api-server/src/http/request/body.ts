import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { Request, Response } from 'express'
import { type BodyType, bodyTooLarge, bodyTypeOf, emptyBody, HttpProblem } from 'timesheets-sdk/decide'
import { ClientGoneError } from '../response/errors.ts'
import { hasBody } from './discard-body.ts'

/** A body as it was sent, decompressed. */
export interface Content {
  readonly bytes: Buffer
  readonly mediaType: BodyType
}

const decoders: Readonly<
  Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/**
 * Reads a whole body of JSON or, where the operation takes them, lines of JSON.
 * @throws {HttpProblem} `malformed_json` when there is none, `unsupported_media_type`, `body_too_large` (before and after
 *   decompression), `malformed_request` when it can't be decompressed
 * @throws {ClientGoneError} when the client leaves before its end
 */
export async function readContent(
  req: Request,
  res: Response,
  alsoNdjson: boolean,
  maximumBytes: number,
): Promise<Content> {
  if (!hasBody(req)) throw emptyBody()
  const mediaType = bodyTypeOf(req.headers['content-type'], alsoNdjson)
  const decode = decoderOf(req.headers['content-encoding'])
  if (Number(req.headers['content-length'] ?? 0) > maximumBytes) throw bodyTooLarge(maximumBytes)
  // Not before here: who asks first ("Expect: 100-continue") need not send what is refused by its header.
  if (req.headers.expect?.toLowerCase() === '100-continue') res.writeContinue()
  const sent = await collect(req, maximumBytes)
  const bytes = decode ? await decompress(sent, decode, maximumBytes) : sent
  if (bytes.length === 0) throw emptyBody()
  return { bytes, mediaType }
}

/** As {@link readContent}, but that no body is as good as `{}`. */
export async function readOptionalContent(...parameters: Parameters<typeof readContent>): Promise<Content> {
  if (hasBody(parameters[0])) return readContent(...parameters)
  return { bytes: Buffer.from('{}'), mediaType: 'application/json' }
}

function decoderOf(header: string | undefined) {
  const coding = header?.trim().toLowerCase() ?? 'identity'
  if (coding === 'identity') return undefined
  const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined
  if (decode) return decode
  const known = Object.keys(decoders).join(', ')
  throw new HttpProblem('unsupported_media_type', `the body must be sent as it is, or in one of ${known}`, {
    'Accept-Encoding': known,
  })
}

function collect(req: Request, maximumBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    function finish(error?: Error): void {
      req.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone)
      if (error) reject(error)
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length))
    }
    function onData(chunk: Buffer): void {
      length += chunk.length
      if (length > maximumBytes) finish(bodyTooLarge(maximumBytes))
      else chunks.push(chunk)
    }
    const onEnd = () => finish()
    const onGone = () => finish(new ClientGoneError('the client left before the end of its request'))
    req.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone)
  })
}

async function decompress(
  bytes: Buffer,
  decode: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  maximumBytes: number,
): Promise<Buffer> {
  try {
    return await decode(bytes, { maxOutputLength: maximumBytes })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
      throw bodyTooLarge(maximumBytes)
    throw new HttpProblem(
      'malformed_request',
      'the body is not what Content-Encoding says: it can not be decompressed',
      {},
      { cause },
    )
  }
}
