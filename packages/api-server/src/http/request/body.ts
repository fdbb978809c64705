import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Request, Response } from 'express'
import {
  type BodyType,
  bodyTooLarge,
  bodyTypeOf,
  emptyBody,
  HttpProblem,
  ProblemError,
} from 'timesheets-sdk/decide'
import { ClientGoneError } from '../response/errors.ts'
import { hasBody } from './discard-body.ts'

/** A decompressed body. */
export interface Content {
  readonly bytes: Buffer
  readonly mediaType: BodyType
}

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
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
  meter: (bytes: number) => void,
): Promise<Content> {
  if (!hasBody(req)) throw emptyBody()
  const mediaType = bodyTypeOf(req.headers['content-type'], alsoNdjson)
  const decode = decoderOf(req.headers['content-encoding'])
  if (Number(req.headers['content-length'] ?? 0) > maximumBytes) throw bodyTooLarge(maximumBytes)
  // Only here: a client that sends "Expect: 100-continue" need not send a body that its header rules out.
  if (req.headers.expect?.toLowerCase() === '100-continue') res.writeContinue()
  const sent = await collect(req, maximumBytes, meter)
  const bytes = decode ? await decompress(sent, decode(), maximumBytes, meter) : sent
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

function collect(req: Request, maximumBytes: number, meter: (bytes: number) => void): Promise<Buffer> {
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
      try {
        if (length > maximumBytes) throw bodyTooLarge(maximumBytes)
        meter(chunk.length)
        chunks.push(chunk)
      } catch (error) {
        finish(error as Error)
      }
    }
    const onEnd = () => finish()
    const onGone = () => finish(new ClientGoneError('the client disconnected before the end of its request'))
    req.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone)
  })
}

/** Counts the body as it unfolds: a few kilobytes can become many megabytes. */
async function decompress(
  bytes: Buffer,
  decoder: Transform,
  maximumBytes: number,
  meter: (bytes: number) => void,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  decoder.end(bytes)
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > maximumBytes) throw bodyTooLarge(maximumBytes)
      meter(chunk.length)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause
    throw new HttpProblem(
      'malformed_request',
      'the body cannot be decompressed: it does not match Content-Encoding',
      {},
      { cause },
    )
  }
  return Buffer.concat(chunks, length)
}
