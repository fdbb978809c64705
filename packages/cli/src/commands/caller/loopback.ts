import { once } from 'node:events'
import { createServer } from 'node:http'
import { UsageError, wordsOf } from '../../io/outcome/errors.ts'

/** Receives the redirect that ends a sign-in (RFC 8252 section 7.3). */
export interface LoopbackCallback extends AsyncDisposable {
  readonly redirectUri: string
  /**
   * Waits for the redirect, hands its address to `redeem`, and tells the browser how it went. An address that
   * does not belong to this sign-in gets 400, and the wait goes on: any page can send one.
   *
   * @throws the error of `redeem`, the reason of `stop`, or an error after {@link longestWaitMs}
   */
  finish<T>(redeem: (address: URL) => Promise<T>, stop: AbortSignal): Promise<T>
}

/** A sign-in in a job that nobody watches must not wait for ever. As long as a device code lives, usually. */
export const longestWaitMs = 15 * 60_000

const page = (text: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Timesheets</title><p>${text}</p></html>`

/** Listens on 127.0.0.1 alone. @throws {UsageError} if the port is in use */
export async function loopbackCallback(port: number): Promise<LoopbackCallback> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot listen on port ${port}: ${wordsOf(error)}. Choose another one with --port`)
  })
  const origin = `http://127.0.0.1:${port}`
  return {
    redirectUri: `${origin}/callback`,
    finish: (redeem, stop) =>
      new Promise((resolve, reject) => {
        const onStop = () => reject(stop.reason)
        if (stop.aborted) return onStop()
        stop.addEventListener('abort', onStop, { once: true })
        const onTimeout = async () => {
          const { AuthError } = await import('timesheets-sdk/auth')
          reject(new AuthError('sign_in_expired', 'The browser did not come back in time. Sign in again.'))
        }
        setTimeout(onTimeout, longestWaitMs).unref()
        server.on('request', async ({ url = '', method }, response) => {
          const address = URL.canParse(url, origin) ? new URL(url, origin) : undefined
          const reply = (status: number, text: string) => {
            response.writeHead(status, {
              'content-type': 'text/html; charset=utf-8',
              'cache-control': 'no-store',
              'referrer-policy': 'no-referrer',
              connection: 'close',
            })
            response.end(page(text))
          }
          if (method !== 'GET' || address?.pathname !== '/callback') return reply(404, 'No such page.')
          try {
            const result = await redeem(address)
            reply(200, 'You are signed in. You can close this page.')
            resolve(result)
          } catch (error) {
            reply(400, 'The sign-in failed. See the command line.')
            if (!isForeign(error)) reject(error)
          }
        })
      }),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeIdleConnections()
    },
  }
}

function isForeign(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'state_mismatch'
}
