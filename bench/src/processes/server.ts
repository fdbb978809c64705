import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { Program, type ProgramOptions } from './program.ts'

const readyTimeoutMs = 30_000
const askEveryMs = 2

/** An HTTP server in its own process. */
export interface Server {
  readonly url: string
  readonly pid: number
  /** The time from the start of the process until it was ready. */
  readonly readyMs: number
  stop(): Promise<void>
}

/**
 * Starts a server, which must take its port from `PORT`, and waits until `GET /readyz` returns 200.
 * @throws {Error} with the server's output, when it ends or does not become ready
 */
export async function startServer(path: string, port: number, options: ProgramOptions): Promise<Server> {
  const startedMs = performance.now()
  const program = new Program(path, { ...options, env: { ...options.env, PORT: String(port) } })
  const url = `http://127.0.0.1:${port}`
  while ((await statusOf(`${url}/readyz`)) !== 200) {
    const isLate = performance.now() - startedMs > readyTimeoutMs
    if (!program.isRunning || isLate) {
      await program.stop()
      throw new Error(`${path} did not become ready: ${await program.log()}`)
    }
    await delay(askEveryMs)
  }
  const readyMs = performance.now() - startedMs
  return { url, pid: program.pid, readyMs, stop: () => program.stop() }
}

/** The status of the response to a GET, `undefined` where there is no response. */
function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).once('error', () => resolve(undefined))
  })
}
