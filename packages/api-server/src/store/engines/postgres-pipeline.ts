import { hash } from 'node:crypto'
import { Socket } from 'node:net'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { type ClientBase, Pool, type PoolClient, type PoolConfig, type QueryResult } from 'pg'
import { hostUrls } from './postgres-hosts.ts'

/**
 * The longest waits, in milliseconds. The server ends what takes longer, and the client gives up a little
 * later, because a silent connection does not even deliver that error.
 */
export interface Bounds {
  readonly connectMs: number
  /** A statement, by the server. */
  readonly statementMs: number
  /** A lock, by the server. Longer than {@link idleMs}, so that a vanished process blocks no other one. */
  readonly lockMs: number
  /** A transaction without a statement, by the server: it frees the locks of a process that vanished. */
  readonly idleMs: number
  /** A statement inside a transaction, with those sent together before it, by the client. */
  readonly transactionReplyMs: number
  /** Any other statement, by the client. */
  readonly replyMs: number
}

export const defaultBounds: Bounds = {
  connectMs: 5_000,
  statementMs: 30_000,
  lockMs: 10_000,
  idleMs: 5_000,
  transactionReplyMs: 15_000,
  replyMs: 35_000,
}

const connections = 10
const keepAliveMs = 10_000
const readOnly = '25006'
/** Makes a session write dates as `2026-11-23`, whatever the database is set to. */
export const isoDates = `set datestyle to 'ISO'`

/** The state of a connection. */
interface Session {
  readonly client: PoolClient
  readonly openedAtMs: number
  /** Whether a pooler is in between: the next transaction may run in another session of the server. */
  readonly isPooled: boolean
  isBroken: boolean
}

/**
 * A pool for Kysely with fewer round trips, and with a bound on every wait:
 *
 * - Registered statements are parsed once per connection instead of with each call. Their names are digests
 *   of their texts, so that no other process can mean another statement by the same name. Behind a pooler
 *   they have no names.
 * - Statements are sent without waiting for the replies to earlier ones.
 * - `begin` and those registered with `sendLater`, whose result nobody needs, resolve immediately and are
 *   sent together with the next statement on the connection, at the latest the commit. If one of them fails,
 *   that next statement rejects with its error, and nothing is committed.
 * - After a wait without a reply, or an error that says that the server is read-only, all connections opened
 *   before are replaced. With several hosts the next one that takes writes is used.
 */
export class PostgresPipeline {
  readonly #bounds: Bounds
  readonly #hosts: readonly string[]
  readonly #pool: Pool
  readonly #names = new Map<string, string>()
  readonly #laterTexts = new Set<string>()
  readonly #sessions = new WeakMap<PoolClient, Session>()
  readonly #forKysely = new WeakMap<PoolClient, PostgresPoolClient>()
  readonly #sockets = new Set<Socket>()
  /** Connections opened before are replaced. */
  #trustedSinceMs = 0
  #isAbandoned = false

  constructor(url: string, bounds: Bounds, types: PoolConfig['types']) {
    this.#bounds = bounds
    this.#hosts = hostUrls(url)
    this.#pool = new Pool({
      ...this.plainOptions(types),
      connectionString: this.#hosts[0],
      max: connections,
      stream: () => this.#newSocket(),
      onConnect: (client) => this.#open(client as PoolClient),
    })
    // A broken connection is replaced, and its statements fail by themselves. Without listeners the error
    // would end the process: the pool has one for idle connections, and this is for those in use.
    this.#pool.on('error', () => {})
    this.#pool.on('connect', (client) => client.on('error', () => {}))
  }

  /** Ends all connections, and opens no more: everything that waits for the database fails. */
  abandon(): void {
    this.#isAbandoned = true
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Known from the start, so that a connection that is being opened can be given up, too. */
  #newSocket(): Socket {
    const socket = new GatheringSocket()
    this.#sockets.add(socket)
    return socket.once('close', () => this.#sockets.delete(socket))
  }

  /** The options of a connection to the current host, without bounds on statements. */
  plainOptions(types: PoolConfig['types']): PoolConfig {
    return {
      connectionString: this.#pool?.options.connectionString,
      // Poolers accept this parameter of the start-up message; they refuse timeouts there.
      application_name: 'timesheets-api',
      connectionTimeoutMillis: this.#bounds.connectMs,
      // Statements are sent without waiting for earlier results.
      pipeline: true,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveMs,
      ...(types && { types }),
    }
  }

  /** Registers one of a fixed number of texts: each stays prepared on every connection that has run it. */
  register(sql: string, { sendLater = false } = {}): string {
    if (!this.#names.has(sql)) this.#names.set(sql, statementName(sql))
    if (sendLater) this.#laterTexts.add(sql)
    return sql
  }

  /** Runs a statement on a connection of its own. */
  async read<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.withClient((client) => client.query<Row>(text, values))).rows
  }

  /** The connections of the pool, by what they do. */
  get connections(): Record<'busy' | 'idle' | 'waiting', number> {
    const { totalCount, idleCount, waitingCount } = this.#pool
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
  }

  /** Runs `work` on one connection. */
  async withClient<T>(work: (client: PostgresPoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connect()
    try {
      return await work(client)
    } finally {
      client.release()
    }
  }

  kyselyPool(): PostgresPool {
    return { connect: () => this.#connect(), end: () => this.end(), options: this.#pool.options }
  }

  async end(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end()
  }

  async #connect(): Promise<PostgresPoolClient> {
    for (let tries = 1; ; ) {
      if (this.#isAbandoned) throw new Error('the connection was given up: the process stops')
      const host = this.#pool.options.connectionString
      let client: PoolClient
      try {
        client = await this.#pool.connect()
      } catch (error) {
        if (tries++ >= this.#hosts.length) throw error
        if (this.#pool.options.connectionString === host) this.#moveOn()
        continue
      }
      const session = this.#sessions.get(client)
      if (session && session.openedAtMs >= this.#trustedSinceMs) return this.#kyselyClient(session)
      client.release(true)
    }
  }

  #moveOn(): void {
    const { options } = this.#pool
    const next = this.#hosts.indexOf(options.connectionString ?? '') + 1
    options.connectionString = this.#hosts[next % this.#hosts.length]
  }

  /**
   * Prepares a new connection. Only a direct one gets settings: a pooler would pass them on to other
   * programs.
   */
  async #open(client: PoolClient): Promise<void> {
    const openedAtMs = performance.now()
    const { rows } = await client.query<{ pid: number; readOnly: string; dateStyle: string }>({
      text: `select pg_backend_pid() as pid, current_setting('transaction_read_only') as "readOnly",
        current_setting('DateStyle') as "dateStyle"`,
      query_timeout: this.#bounds.connectMs,
    } as { text: string })
    const [state] = rows
    if (state?.readOnly === 'on' && this.#hosts.length > 1) {
      throw Object.assign(new Error('this host is read-only'), { code: readOnly })
    }
    const isPooled = isOfPooler(client, state?.pid)
    if (!isPooled) {
      await client.query({ text: this.#settings('set'), query_timeout: this.#bounds.connectMs } as {
        text: string
      })
    }
    // Poolers pass this one on to their connections for this client alone.
    if (!state?.dateStyle.startsWith('ISO')) await client.query(isoDates)
    this.#sessions.set(client, { client, openedAtMs, isPooled, isBroken: false })
  }

  #settings(verb: 'set' | 'set local'): string {
    const { statementMs, lockMs, idleMs } = this.#bounds
    return [
      `${verb} statement_timeout = ${statementMs}`,
      `${verb} lock_timeout = ${lockMs}`,
      `${verb} idle_in_transaction_session_timeout = ${idleMs}`,
    ].join('; ')
  }

  #kyselyClient(session: Session): PostgresPoolClient {
    const known = this.#forKysely.get(session.client) ?? this.#pipelining(session)
    this.#forKysely.set(session.client, known)
    return known
  }

  #pipelining(session: Session): PostgresPoolClient {
    const { client, isPooled } = session
    const begin = isPooled ? `begin; ${this.#settings('set local')}` : 'begin'
    let later: { readonly text: string; readonly values: unknown[] }[] = []
    let isInTransaction = false
    /** The first error of the transaction: all statements after it fail, too, and say less. */
    let failure: unknown
    const send = (text: string, values: unknown[]) =>
      client.query({
        ...(isPooled ? {} : { name: this.#names.get(text) }),
        text,
        values,
        query_timeout: isInTransaction ? this.#bounds.transactionReplyMs : this.#bounds.replyMs,
      } as { text: string; values: unknown[] })

    const query = async (text: string, values: unknown[]): Promise<QueryResult> => {
      if (text === 'begin') {
        isInTransaction = true
        failure = undefined
        later = [{ text: begin, values }]
        return nothing('BEGIN')
      }
      if (this.#laterTexts.has(text)) {
        later.push({ text, values })
        return nothing('')
      }
      const before = later
      later = []
      if (text === 'rollback') {
        isInTransaction = false
        // The error that led to the rollback matters. The server rolls back when the connection ends.
        const isBegun = before[0]?.text !== begin
        if (isBegun) await send(text, values).catch((error) => this.#giveUp(session, error))
        return nothing('ROLLBACK')
      }
      const sent = [...before.map((statement) => send(statement.text, statement.values)), send(text, values)]
      for (const outcome of await Promise.allSettled(sent)) {
        if (outcome.status !== 'rejected') continue
        this.#judge(session, outcome.reason)
        if (isInTransaction) failure ??= outcome.reason
        throw failure ?? outcome.reason
      }
      if (text === 'commit') isInTransaction = false
      return (await sent.at(-1)) as QueryResult
    }
    return {
      query: query as unknown as PostgresPoolClient['query'],
      release: () => client.release(session.isBroken),
    }
  }

  #giveUp(session: Session, error: unknown): void {
    this.#judge(session, error)
    session.isBroken = true
  }

  /** A connection that is silent or leads to a read-only server is not used again, nor are older ones. */
  #judge(session: Session, error: unknown): void {
    const { message, code } = Object(error) as { readonly message?: string; readonly code?: string }
    if (message !== 'Query read timeout' && code !== readOnly) return
    session.isBroken = true
    this.#trustedSinceMs = performance.now()
  }
}

/**
 * Whether a pooler is in between: it gives its clients process ids of its own.
 * @param pid the one that PostgreSQL says
 */
export function isOfPooler(client: ClientBase, pid: number | undefined): boolean {
  return pid !== (client as ClientBase & { readonly processID: number | null }).processID
}

/** Sends what is written without waiting in between with one system call, for any number of statements. */
class GatheringSocket extends Socket {
  #isGathering = false

  override cork(): void {
    if (!this.#isGathering) {
      this.#isGathering = true
      super.cork()
      process.nextTick(() => {
        this.#isGathering = false
        super.uncork()
      })
    }
    super.cork()
  }
}

/** The name of a prepared statement: a digest of its text, within PostgreSQL's 63 characters. */
export function statementName(sql: string): string {
  return `timesheets_${hash('sha256', sql, 'base64url')}`
}

function nothing(command: string): QueryResult {
  return { command, rowCount: 0, oid: 0, fields: [], rows: [] }
}
