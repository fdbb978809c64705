import { type AddressInfo, createServer } from 'node:net'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { NotSentError, type Reminder } from '../../src/reminders/channel.ts'
import { mailChannel } from '../../src/reminders/mail-channel.ts'
import { type Received, startSmtp as startServer } from '../support/smtp.ts'

const reminder: Reminder = {
  name: 'María Núñez',
  email: 'maria@abc.example',
  week: '2026-W53',
  reason: 'below_expected',
  expectedMinutes: 2_400,
  totalMinutes: 1_890,
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function startSmtp(options: SMTPServerOptions = {}) {
  const smtp = await startServer(options)
  closing.push(smtp.close)
  return smtp
}

/** A server that replies to each line with the next reply, then closes the connection. */
async function startScript(replies: readonly string[]) {
  const server = createServer((socket) => {
    const remaining = [...replies]
    const reply = () => {
      const line = remaining.shift()
      if (line === undefined) socket.destroy()
      else socket.write(`${line}\r\n`)
    }
    socket.on('error', () => {})
    socket.on('data', reply)
    reply()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return mailChannel({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'timesheets@abc.example',
    appUrl: 'https://timesheets.abc.example',
    timeoutMs: 1_000,
  })
}

test('a reminder is sent as text and as HTML, with a link to the week', async () => {
  const { received, channel } = await startSmtp()
  await channel().send(reminder)
  expect(received).toMatchObject([{ from: 'timesheets@abc.example', to: ['maria@abc.example'] }])
  const mail = received[0]?.mail
  expect(mail?.subject).toBe('Your timesheet for 28 December 2026 – 3 January 2027 (2026-W53) is missing')
  expect(mail?.from?.text).toBe('"Timesheets" <timesheets@abc.example>')
  expect(mail?.to).toMatchObject({ value: [{ address: 'maria@abc.example', name: 'María Núñez' }] })
  expect(mail?.text).toBe(
    [
      'Hello María Núñez,',
      'Your timesheet for 28 December 2026 – 3 January 2027 (2026-W53) has not been submitted yet.',
      '31:30 of the expected 40:00 hours are logged. Log the rest, then submit the week.',
      'Open the week: https://timesheets.abc.example/week/2026-W53',
      'You received this message because somebody who manages timesheets requested a reminder.',
    ].join('\n\n'),
  )
  expect(mail?.html).toContain('<a href="https://timesheets.abc.example/week/2026-W53">Open the week</a>')
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
})

test.each([
  ['not_started', 'No hours are logged, and 40:00 hours are expected.'],
  ['not_submitted', 'You only need to submit the week.'],
  ['rejected', 'It was rejected and has not been changed since.'],
] as const)('the mail says what is missing: %s', async (reason, words) => {
  const { received, channel } = await startSmtp()
  await channel().send({ ...reminder, reason, week: '2026-W47' })
  expect(received[0]?.mail.text).toContain(words)
  expect(received[0]?.mail.subject).toBe('Your timesheet for 16 – 22 November 2026 (2026-W47) is missing')
})

test('neither a name nor an address adds a header, a recipient or a tag', async () => {
  const { received, channel } = await startSmtp()
  const name = 'Eve\r\nBcc: all@abc.example\r\n\r\n<script>alert(1)</script>, "x" <other@abc.example>'
  await channel().send({ ...reminder, name })
  expect(received).toMatchObject([{ to: ['maria@abc.example'] }])
  const { mail, raw } = received[0] as Received
  expect(mail.bcc).toBeUndefined()
  expect(mail.to).toMatchObject({ value: [{ address: 'maria@abc.example' }] })
  expect(mail.to).not.toHaveProperty('value.1')
  expect(mail.html).not.toContain('<script>')
  const [header = ''] = raw.split('\r\n\r\n')
  expect(header).not.toMatch(/^bcc:/im)

  const address = 'eve@abc.example>\r\nRCPT TO:<all@abc.example'
  await expect(channel().send({ ...reminder, email: address })).rejects.toThrow(NotSentError)
  await channel()
    .send({ ...reminder, email: 'eve@abc.example,all@abc.example' })
    .catch(() => {})
  expect(received.flatMap(({ to }) => to)).not.toContain('all@abc.example')
})

test('the user and password of the URL are used', async () => {
  const { received, channel } = await startSmtp({ authOptional: false, allowInsecureAuth: true })
  await channel('post%40abc:p%40ss%2Fword@').send(reminder)
  expect(received).toMatchObject([{ user: 'post@abc' }])
  const rejected = await channel('post%40abc:wrong@')
    .send(reminder)
    .catch((error) => error)
  expect(rejected).toBeInstanceOf(NotSentError)
  expect(rejected).toMatchObject({
    isChannelUnavailable: true,
    message:
      'the mail server rejected the user name or password: ask an administrator of the API to check SMTP_URL',
  })
  expect(received).toHaveLength(1)
})

test('a mail server on this machine may offer STARTTLS with a certificate of its own', async () => {
  const smtp = await startSmtp({ disabledCommands: [] })
  await smtp.channel('api:p%40ss%2Fword@').send(reminder)
  expect(smtp.received).toMatchObject([{ user: 'api' }])
})

test('a certificate of another machine that is not trusted is named, with the next step', async () => {
  const smtp = await startSmtp({ disabledCommands: [] })
  // An address of this machine that is not a loopback address.
  await expect(smtp.channel('', '0.0.0.0').send(reminder)).rejects.toMatchObject({
    isChannelUnavailable: true,
    message: expect.stringMatching(
      /^the mail server has no trusted certificate \([A-Z_]+\): .* NODE_EXTRA_CA_CERTS$/,
    ),
  })
  expect(smtp.received).toEqual([])
})

test('a password is not sent to another machine without TLS', async () => {
  const received: string[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 mail\r\n')
    socket.on('data', (line) => {
      received.push(line.toString())
      socket.write(line.toString().startsWith('EHLO') ? '250-mail\r\n250 AUTH PLAIN LOGIN\r\n' : '502 no\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  // An address of this machine that is not a loopback address.
  const { port } = server.address() as AddressInfo
  const channel = mailChannel({
    smtpUrl: `smtp://user:secret@0.0.0.0:${port}`,
    from: 'timesheets@abc.example',
    appUrl: 'https://timesheets.abc.example',
    timeoutMs: 1_000,
  })
  await expect(channel.send(reminder)).rejects.toMatchObject({
    name: 'NotSentError',
    isChannelUnavailable: true,
  })
  expect(received.join('')).toContain('STARTTLS')
  expect(received.join('')).not.toMatch(/^AUTH/m)
})

test('a rejected recipient or message is reported as not sent, and others may still succeed', async () => {
  const recipient = await startSmtp({
    onRcptTo: (_address, _session, done) => done(new Error('no such mailbox')),
  })
  const message = await startSmtp({
    onData(stream, _session, done) {
      stream.resume().on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 })))
    },
  })
  for (const { channel, received } of [recipient, message]) {
    const error = await channel()
      .send(reminder)
      .catch((reason) => reason)
    expect(error).toBeInstanceOf(NotSentError)
    expect(error).toMatchObject({
      isChannelUnavailable: false,
      message: expect.stringMatching(/rejected the message \(55\d\)/),
    })
    expect(received).toEqual([])
  }
})

test('nothing is sent by an unavailable server: closed port, no greeting, closed connection, shutting down', async () => {
  const closed = createServer()
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
  const { port } = closed.address() as AddressInfo
  await new Promise((resolve) => closed.close(resolve))
  const unreachable = mailChannel({
    smtpUrl: `smtp://user:secret@127.0.0.1:${port}`,
    from: 'timesheets@abc.example',
    appUrl: 'https://timesheets.abc.example',
  })
  const hangsUp = await startScript([])
  const shutsDown = await startScript(['220 mail', '250 mail', '421 going down'])
  for (const channel of [unreachable, hangsUp, shutsDown]) {
    const error = await channel.send(reminder).catch((reason) => reason)
    expect(error).toBeInstanceOf(NotSentError)
    expect(error).toMatchObject({ isChannelUnavailable: true })
    expect(error.message).not.toContain('secret')
  }
})

test('if a server stops responding after it got the message, the message may have been sent', async () => {
  const channel = await startScript(['220 mail', '250 mail', '250 sender', '250 recipient', '354 go on'])
  const error = await channel.send(reminder).catch((broken) => broken)
  expect(error).toBeInstanceOf(Error)
  expect(error).not.toBeInstanceOf(NotSentError)
})
