import { randomUUID } from 'node:crypto'
import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Express } from 'express'
import type { Logger } from 'pino'
import { problem } from 'timesheets-sdk/contract'
import type { Lifecycle } from './observe/lifecycle.ts'
import { problemOfParsing, writeProblem } from './response/socket-problem.ts'

const maximumHeaderBytes = 16 * 1_024
/** A client that sends its request byte by byte is disconnected after this. */
const headersTimeoutMs = 20_000
const requestTimeoutMs = 120_000
/** Longer than load balancers keep a connection idle, so that they close it first. */
const keepAliveTimeoutMs = 65_000

/**
 * An HTTP server that limits the size and the duration of requests, and responds with a problem to a request
 * that it cannot parse.
 */
export function createHttpServer(
  app: Express,
  deps: { readonly logger: Logger; readonly lifecycle: Lifecycle },
): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse<R extends IncomingMessage> extends ServerResponse<R> {}
  // Express gives each request and response the prototypes of the application, which costs more than all of
  // its routing. Of those that have them, it changes nothing.
  app.request = Object.setPrototypeOf(AppRequest.prototype, app.request)
  app.response = Object.setPrototypeOf(AppResponse.prototype, app.response)
  const server = createServer(
    {
      maxHeaderSize: maximumHeaderBytes,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      // The application checks it and responds with a problem.
      requireHostHeader: false,
      // Otherwise the second Authorization or Content-Type is dropped, and a proxy may have checked that one.
      joinDuplicateHeaders: true,
      IncomingMessage: AppRequest,
      ServerResponse: AppResponse,
    },
    app,
  )
  // "Expect: 100-continue" is handled where the body is read.
  server.on('checkContinue', app)
  server.on('checkExpectation', app)
  server.on('connect', (_req: IncomingMessage, socket: Duplex) => {
    writeProblem(socket, problem('method_not_allowed', 'CONNECT is not supported'), randomUUID(), {
      Allow: '',
    })
  })

  const refused = new WeakSet<Duplex>()
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return
    refused.add(socket)
    if (error.code === 'ECONNRESET' || !socket.writable || deps.lifecycle.isResponding(socket)) {
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
