import MailComposer from 'nodemailer/lib/mail-composer'
import type { ReminderChannel } from './channel.ts'
import { mailText } from './mail-text.ts'
import { handOver, smtpServerOf } from './smtp.ts'

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password in it where the server wants them. */
  readonly smtpUrl: string
  /** `timesheets@abc.example`, or with a name: `Timesheets <timesheets@abc.example>`. */
  readonly from: string
  /** Where the application is, without a slash at its end. */
  readonly appUrl: string
  /** How long connecting, and each answer of the server, may take. Default 10,000. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 10_000

/** Reminders by mail, over SMTP. Names and addresses can add neither headers nor recipients; nothing is fetched. */
export function mailChannel(settings: MailSettings): ReminderChannel {
  const { from, appUrl, timeoutMs = defaultTimeoutMs } = settings
  const server = smtpServerOf(settings.smtpUrl)
  return {
    name: 'mail',
    async send(reminder) {
      const mail = new MailComposer({
        from,
        to: { name: reminder.name, address: reminder.email },
        // So that nobody's absence note answers (RFC 3834 section 5).
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
        ...mailText(reminder, `${appUrl}/week/${reminder.week}`),
      }).compile()
      const envelope = mail.getEnvelope()
      const content = await mail.build()
      await handOver(server, { from: String(envelope.from), to: reminder.email, content }, timeoutMs)
    },
  }
}
