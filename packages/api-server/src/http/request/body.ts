import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { Request, Response } from 'express'
import { type BodyType, bodyTooLarge, bodyTypeOf, emptyBody, HttpProblem } from 'timesheets-sdk/decide'
import { ClientGoneError } from '../response/errors.ts'
import { hasBody } from './discard-body.ts'

/** A decompressed body. */
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
 * Reads a whole body of JSON or, if the operation accepts them, lines of JSON.
 * @throws {HttpProblem} `malformed_json` when there is none, `unsupported_media_type`, `body_too_large`
 *   (before and after decompression), `malformed_request` when it can't be decompressed
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
  // Only here: a client that sends "Expect: 100-continue" need not send a body that its header rules out.
  if (req.headers.expect?.toLowerCase() === '100-continue') res.writeContinue()
  const sent = await collect(req, maximumBytes)
  const bytes = decode ? await decompress(sent, decode, maximumBytes) : sent
  if (bytes.length === 0) throw emptyBody()
  return { bytes, mediaType }
}

/** Like {@link readContent}, but a missing body counts as `{}`. */
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
  throw new HttpProblem(
    'unsupported_media_type',
    `unsupported Content-Encoding: omit it, or use one of ${known}`,
    {
      'Accept-Encoding': known,
    },
  )
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
    const onGone = () => finish(new ClientGoneError('the client disconnected before the end of its request'))
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
      'the body cannot be decompressed: it does not match Content-Encoding',
      {},
      { cause },
    )
  }
}
