import { type Environment, required, SettingError, textOf } from './environment.ts'
import type { MailSettings } from './reminders/mail-channel.ts'
import { hostUrls } from './store/engines/postgres-hosts.ts'

/** An origin that may call the API. @throws {SettingError} */
export function checkOrigin(text: string): string {
  if (text === '*') {
    throw new SettingError(
      'CORS_ORIGINS is "*", which allows every site: list the allowed origins, e.g. https://timesheets.example.com',
    )
  }
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.origin !== text) {
    const suggestion = url && url.origin !== 'null' ? `, perhaps ${url.origin}` : ''
    throw new SettingError(
      `CORS_ORIGINS has "${text}", which is not an origin: write only scheme, host and port${suggestion}`,
    )
  }
  return text
}

/** Where clients reach the API, without a trailing slash. @throws {SettingError} */
export function publicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!/^https?:\/\/[^\s?#@]+$/.test(text) || !URL.canParse(text)) {
    throw new SettingError(
      `PUBLIC_URL is "${text}": set it to the URL that clients use, e.g. https://api.example.com`,
    )
  }
  return text.replace(/\/+$/, '')
}

/** How reminders are sent. @throws {SettingError} */
export function mailSettings(env: Environment): MailSettings | undefined {
  const smtpUrl = textOf(env, 'SMTP_URL')
  if (!smtpUrl) return undefined
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : undefined
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    // The value is not quoted: it may contain a password.
    throw new SettingError(
      'SMTP_URL is not an smtp:// or smtps:// URL: set it to smtps://user:password@host:465, or omit it to send no reminders',
    )
  }
  const from = required(env, 'MAIL_FROM', 'the sender of reminders, e.g. timesheets@example.com')
  if (!/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(from)) {
    throw new SettingError(
      `MAIL_FROM is ${JSON.stringify(from)}: set it to an address, e.g. timesheets@example.com or Timesheets <timesheets@example.com>`,
    )
  }
  const appUrl = required(
    env,
    'APP_URL',
    'the address of the application that reminders link to, e.g. https://timesheets.example.com',
  )
  return { smtpUrl, from, appUrl: webAddress('APP_URL', appUrl).replace(/\/+$/, '') }
}

/** @throws {SettingError} unless `text` is an `http:` or `https:` URL without query and fragment */
export function webAddress(name: string, text: string): string {
  if (!/^https?:\/\/[^\s?#]+$/.test(text) || !URL.canParse(text)) {
    throw new SettingError(`${name} is "${text}": set it to an address, e.g. https://timesheets.example.com`)
  }
  return text
}

/** The folder of the SQLite database. @throws {SettingError} */
export function dataDir(text: string): string {
  if (!/^~(?:\/|$)/.test(text)) return text
  throw new SettingError('DATA_DIR begins with ~, which only a shell replaces: write the whole path')
}

/** Those that the driver knows; it takes any other for one that needs TLS. */
const sslModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

/** The address of a PostgreSQL. @throws {SettingError} */
export function databaseUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  // The value is not quoted: it may contain a password.
  const isPostgres = (url: string) =>
    URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol)
  // A password with / or # would end the host: its rest would be looked up as the name of a host.
  const isCut = /#|^\w+:\/\/[^@?]*\/[^?]*@/.test(text)
  if (isCut || !hostUrls(text).every(isPostgres)) {
    throw new SettingError(
      'DATABASE_URL is not a postgres:// URL: set it to postgres://user:password@host:5432/database with special characters as %-codes (# is %23, / is %2F), or omit it to use SQLite in DATA_DIR',
    )
  }
  const sslMode = /[?&]sslmode=([^&]*)/.exec(text)?.[1]
  if (sslMode !== undefined && !sslModes.includes(sslMode)) {
    throw new SettingError(
      `DATABASE_URL has the sslmode "${sslMode}": set it to one of ${sslModes.join(', ')}`,
    )
  }
  const session = /[?&]target_session_attrs=([^&#]*)/.exec(text)?.[1]
  if (session !== undefined && !['any', 'primary', 'read-write'].includes(session)) {
    throw new SettingError(
      'DATABASE_URL asks for a server without write access (target_session_attrs): set that to read-write',
    )
  }
  return text
}
