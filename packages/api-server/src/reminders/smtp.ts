import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isTlsFault } from 'timesheets-sdk/decide'
import { codeOf } from '../error-code.ts'
import { NotSentError } from './channel.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** Whether to use TLS from the start. If not, STARTTLS is used if the server supports it. */
  readonly secure: boolean
  readonly login: { readonly user: string; readonly pass: string } | undefined
}

export interface Message {
  readonly from: string
  readonly to: string
  /** RFC 5322. */
  readonly content: Buffer
}

/** Reads an `smtp://` or `smtps://` URL. */
export function parseSmtpUrl(smtpUrl: string): SmtpServer {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const [user, pass] = [url.username, url.password].map(decodeURIComponent) as [string, string]
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    // Ports for submission (RFC 6409) and submission with implicit TLS (RFC 8314).
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    login: user === '' ? undefined : { user, pass },
  }
}

/**
 * Sends one message to an SMTP server (RFC 5321) over its own connection. Resolves when the server has
 * accepted it. Nodemailer's transports do not report whether a connection ended before the message was
 * transmitted, and pooled ones transmit it again.
 *
 * @throws {NotSentError} if the server definitely did not accept it; after any other error it may have
 */
export async function sendOverSmtp(server: SmtpServer, message: Message, timeoutMs: number): Promise<void> {
  const { host, port, secure, login } = server
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    // A password is only sent over TLS, except on this machine.
    requireTLS: login !== undefined && !isLoopback(host),
    // The mail servers of many systems offer STARTTLS with a certificate that they have signed themselves.
    tls: { rejectUnauthorized: !isLoopback(host) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  })
  const broken = Promise.withResolvers<never>()
  // A connection that breaks while no step is waiting is not a failure.
  broken.promise.catch(() => {})
  connection.on('error', broken.reject)
  connection.on('end', () => broken.reject(new Error('the server closed the connection')))
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
      throw serverUnavailable(cause)
    }
    try {
      const envelope = { from: message.from, to: [message.to] }
      await step((done) => connection.send(envelope, message.content, done))
    } catch (cause) {
      throw rejection(cause) ?? cause
    }
  } finally {
    connection.quit()
    connection.close()
  }
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1)$/.test(host)
}

function serverUnavailable(cause: unknown): NotSentError {
  // The code of a fault of TLS; the other one is that of all faults of the connection.
  const code = Object(cause).originalCode
  const [problem, step] = isTlsFault({ code })
    ? [`has no trusted certificate (${code})`, 'name its authority in NODE_EXTRA_CA_CERTS']
    : [codeOf(cause) === 'EAUTH' ? 'rejected the user name or password' : 'is unavailable', 'check SMTP_URL']
  const message = `the mail server ${problem}: ask an administrator of the API to ${step}`
  return new NotSentError(message, { cause, isChannelUnavailable: true })
}

/**
 * The error if the server rejected the message, or the address is malformed; `undefined` if there was no
 * reply.
 */
function rejection(cause: unknown): NotSentError | undefined {
  const replyCode = cause instanceof Error && 'responseCode' in cause ? Number(cause.responseCode) : undefined
  if (replyCode === undefined && codeOf(cause) !== 'EENVELOPE') return undefined
  // The server is shutting down (RFC 5321 section 3.8).
  const isChannelUnavailable = replyCode === 421
  // The text of the reply may reveal more than the caller may know: only its code is included.
  const message = `the mail server rejected the message${replyCode === undefined ? ': invalid address' : ` (${replyCode})`}`
  return new NotSentError(message, { cause, isChannelUnavailable })
}
