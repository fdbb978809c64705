import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { problem } from 'timesheets-sdk/contract'
import type { Lifecycle } from './observe/lifecycle.ts'
import { problemOfParsing, writeProblem } from './response/socket-problem.ts'

const maximumHeaderBytes = 16 * 1_024
/** A client that sends its request a byte at a time is not waited for any longer. */
const headersTimeoutMs = 20_000
const requestTimeoutMs = 120_000
/** Longer than load balancers keep a connection idle, so that it is they who close it. */
const keepAliveTimeoutMs = 65_000

/** An HTTP server with bounds on what a client may send, and how slowly, that answers whatever it can't read with a problem. */
export function createHttpServer(
  listener: RequestListener,
  deps: { readonly logger: Logger; readonly lifecycle: Lifecycle },
): Server {
  const server = createServer(
    {
      maxHeaderSize: maximumHeaderBytes,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      // The application says so with a problem.
      requireHostHeader: false,
    },
    listener,
  )
  // Whether to go on with "Expect: 100-continue" is said where the body is read.
  server.on('checkContinue', listener)
  server.on('checkExpectation', listener)
  server.on('connect', (_req: IncomingMessage, socket: Duplex) => {
    writeProblem(socket, problem('method_not_allowed', 'this is no proxy'), randomUUID(), { Allow: '' })
  })

  const refused = new WeakSet<Duplex>()
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return
    refused.add(socket)
    if (error.code === 'ECONNRESET' || !socket.writable || deps.lifecycle.isAnswering(socket)) {
      socket.destroy()
      return
    }
    const requestId = randomUUID()
    const refusal = problemOfParsing(error.code)
    deps.logger.info(
      { requestId, status: refusal.status, code: refusal.code, reason: error.code },
      'request unreadable',
    )
    writeProblem(socket, refusal, requestId)
  })
  return server
}
