import MailComposer from 'nodemailer/lib/mail-composer'
import type { ReminderChannel } from './channel.ts'
import { mailText } from './mail-text.ts'
import { parseSmtpUrl, sendOverSmtp } from './smtp.ts'

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password if the server requires them. */
  readonly smtpUrl: string
  /** `timesheets@abc.example`, or with a name: `Timesheets <timesheets@abc.example>`. */
  readonly from: string
  /** The URL of the application, without a trailing slash. */
  readonly appUrl: string
  /** The time limit for connecting and for each reply of the server. Default 10,000. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 10_000

/** Sends reminders by SMTP. Names and addresses cannot add headers or recipients; no URLs are fetched. */
export function mailChannel(settings: MailSettings): ReminderChannel {
  const { from, appUrl, timeoutMs = defaultTimeoutMs } = settings
  const server = parseSmtpUrl(settings.smtpUrl)
  return {
    name: 'mail',
    async send(reminder) {
      const mail = new MailComposer({
        from,
        to: { name: reminder.name, address: reminder.email },
        // Prevents out-of-office replies (RFC 3834 section 5).
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
        ...mailText(reminder, `${appUrl}/week/${reminder.week}`),
      }).compile()
      const envelope = mail.getEnvelope()
      const content = await mail.build()
      await sendOverSmtp(server, { from: String(envelope.from), to: reminder.email, content }, timeoutMs)
    },
  }
}
