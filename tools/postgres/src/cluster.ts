import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Binaries, findBinaries } from './binaries.ts'
import { freePort } from './free-port.ts'
import { type Identity, ordinaryUser } from './ordinary-user.ts'

const run = promisify(execFile)
const startAttempts = 5
const keptLogLines = 40

/** A PostgreSQL cluster in its own temporary directory, and the server process on it. */
export class Cluster {
  readonly port: number
  readonly #directory: string
  readonly #identity: Identity
  readonly #binaries: Binaries
  readonly #flags: readonly string[]
  #process: ChildProcess | undefined
  #log: string[] = []

  private constructor(
    port: number,
    directory: string,
    identity: Identity,
    binaries: Binaries,
    flags: readonly string[],
  ) {
    this.port = port
    this.#directory = directory
    this.#identity = identity
    this.#binaries = binaries
    this.#flags = flags
  }

  /**
   * Makes a cluster with the superuser `postgres`; it is not running yet.
   *
   * @param settings more of postgresql.conf. Except for the settings that let several clusters run side by
   *   side, everything has PostgreSQL's default: fsync is on.
   */
  static async create(password: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
    const directory = await mkdtemp(join(tmpdir(), 'test-postgres-'))
    try {
      const identity = await ordinaryUser()
      await chmod(directory, 0o755)
      const binaries = await findBinaries(identity, directory)
      const data = join(directory, 'data')
      await mkdir(data, { mode: 0o700 })
      const passwordFile = join(directory, 'password')
      await writeFile(passwordFile, password, { mode: 0o600 })
      if (identity.uid !== undefined && identity.gid !== undefined) {
        await chown(data, identity.uid, identity.gid)
        await chown(passwordFile, identity.uid, identity.gid)
      }
      const options = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
      // Only creating the empty cluster skips the sync; the server syncs.
      const form = ['--encoding=UTF8', '--locale=C', '--no-sync']
      await run(binaries.initdb, ['-D', data, ...options, ...form], { ...identity, cwd: directory })
      await rm(passwordFile)
      const all = {
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        max_connections: '200',
        ...settings,
      }
      const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
      return new Cluster(await freePort(), directory, identity, binaries, flags)
    } catch (error) {
      await rm(directory, { recursive: true, force: true })
      throw error
    }
  }

  /** The server's process id; undefined while it is not running. */
  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** Starts the server on its port and resolves when it accepts connections. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      if (await this.#tryToStart()) return
      // After a kill the old server's children hold its shared memory until they notice.
      if (attempt === startAttempts) throw new Error(`PostgreSQL did not start:\n${this.#log.join('\n')}`)
      await delay(300 * attempt)
    }
  }

  async #tryToStart(): Promise<boolean> {
    this.#log = []
    const child = spawn(
      this.#binaries.postgres,
      ['-D', join(this.#directory, 'data'), '-p', String(this.port), ...this.#flags],
      { ...this.#identity, cwd: this.#directory, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    this.#process = child
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined
    })
    return new Promise((resolve) => {
      child.once('error', (error) => {
        this.#log.push(error.message)
        resolve(false)
      })
      child.once('exit', () => resolve(false))
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        this.#log = [...this.#log, ...text.trimEnd().split('\n')].slice(-keptLogLines)
        if (text.includes('database system is ready to accept connections')) resolve(true)
      })
    })
  }

  /**
   * Ends the server and resolves when it is gone; the data stays. SIGINT ends sessions and writes a
   * checkpoint, SIGQUIT leaves recovery to the next start, SIGKILL is a crash.
   */
  async end(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    const child = this.#process
    if (!child) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  /** Ends the server and removes all of its files. */
  async remove(): Promise<void> {
    await this.end('SIGQUIT')
    // A test run leaves some hundred thousand files, which take four times as long asynchronously.
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 10 })
  }
}
