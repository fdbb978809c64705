import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { ReminderChannel } from '../../src/reminders/channel.ts'
import { mailChannel } from '../../src/reminders/mail-channel.ts'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly user: string | undefined
  readonly mail: ParsedMail
  readonly raw: string
}

export interface TestSmtp {
  readonly received: readonly Received[]
  /** Mail by this server; `login` as `user:password@`. */
  channel(login?: string, host?: string): ReminderChannel
  close(): Promise<void>
}

/** A real SMTP server on a free port. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      done(password === 'p@ss/word' ? null : new Error('no'), { user: username }),
    onData(stream, { envelope, user }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks)
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        const to = envelope.rcptTo.map(({ address }) => address)
        received.push({
          from,
          to,
          user: user as string | undefined,
          mail: await simpleParser(raw),
          raw: raw.toString(),
        })
        done()
      })
    },
    ...options,
  })
  // Clients that go away in the middle are what some tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const channel = (login = '', host = '127.0.0.1') =>
    mailChannel({
      smtpUrl: `smtp://${login}${host}:${port}`,
      from: 'Timesheets <timesheets@abc.example>',
      appUrl: 'https://timesheets.abc.example',
      timeoutMs: 1_000,
    })
  return { received, channel, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
