import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { NotSentError } from './channel.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte on; without, it is begun by STARTTLS where the server has that. */
  readonly secure: boolean
  readonly login: { readonly user: string; readonly pass: string } | undefined
}

export interface Message {
  readonly from: string
  readonly to: string
  /** RFC 5322. */
  readonly content: Buffer
}

/** The server of an `smtp://` or `smtps://` URL. */
export function smtpServerOf(smtpUrl: string): SmtpServer {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const [user, pass] = [url.username, url.password].map(decodeURIComponent) as [string, string]
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    // Submission (RFC 6409), and with TLS at once (RFC 8314).
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    login: user === '' ? undefined : { user, pass },
  }
}

/**
 * Hands one message to an SMTP server (RFC 5321), over a connection of its own. Resolves when the server has answered that it took
 * it. Nodemailer's transports would do as much, but don't tell whether a connection ended before the message was offered, and those
 * that keep connections offer it anew.
 *
 * @throws {NotSentError} when the server surely has not taken it; any other error leaves that open
 */
export async function handOver(server: SmtpServer, message: Message, timeoutMs: number): Promise<void> {
  const { host, port, secure, login } = server
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    // A password goes over TLS, but to this machine.
    requireTLS: login !== undefined && !isLoopback(host),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  const broken = Promise.withResolvers<never>()
  // What breaks when nothing waits for it is no failure.
  broken.promise.catch(() => {})
  connection.on('error', broken.reject)
  connection.on('end', () => broken.reject(new Error('the server ended the connection')))
  const step = (begin: (done: (error?: Error | null) => void) => void) =>
    Promise.race([
      broken.promise,
      new Promise<void>((resolve, reject) => begin((error) => (error ? reject(error) : resolve()))),
    ])

  try {
    try {
      await step((done) => connection.connect(done))
      if (login) await step((done) => connection.login({ credentials: login }, done))
    } catch (cause) {
      throw serverAway(cause)
    }
    try {
      const envelope = { from: message.from, to: [message.to] }
      await step((done) => connection.send(envelope, message.content, done))
    } catch (cause) {
      throw refusal(cause) ?? cause
    }
  } finally {
    connection.quit()
    connection.close()
  }
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1)$/.test(host)
}

function serverAway(cause: unknown): NotSentError {
  const isLogin = codeOf(cause) === 'EAUTH'
  const what = isLogin ? 'does not take user and password' : "can't be reached"
  const message = `the mail server ${what}: whoever runs the API should look at SMTP_URL`
  return new NotSentError(message, { cause, isChannelAway: true })
}

/** That the server answered no, or was not even asked; `undefined`: it did not answer. */
function refusal(cause: unknown): NotSentError | undefined {
  const answer = cause instanceof Error && 'responseCode' in cause ? Number(cause.responseCode) : undefined
  if (answer === undefined && codeOf(cause) !== 'EENVELOPE') return undefined
  // It goes away (RFC 5321 section 3.8).
  const isChannelAway = answer === 421
  // The server's own words may tell more than is the caller's to know; its code says enough.
  const message = `the mail server refused the message${answer === undefined ? ': that is no address' : ` (${answer})`}`
  return new NotSentError(message, { cause, isChannelAway })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
