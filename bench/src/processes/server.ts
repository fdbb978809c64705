import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { Program, type ProgramOptions } from './program.ts'

const readyTimeoutMs = 30_000
const askEveryMs = 2

/** An HTTP server as a process of its own. */
export interface Server {
  readonly url: string
  readonly pid: number
  /** How long it took from the start of the process until it said that it is ready. */
  readonly readyMs: number
  stop(): Promise<void>
}

/**
 * Starts a server, which has to take its port from `PORT`, and waits until `GET /readyz` answers 200.
 * @throws {Error} with what it has written, when it ends or keeps silent
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

/** The status that a GET is answered with, `undefined` where there is no answer. */
function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).once('error', () => resolve(undefined))
  })
}
