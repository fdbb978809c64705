import { mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig, SettingError } from '../src/config.ts'

const enough = {
  ISSUER_BASE_URL: 'https://tenant.eu.auth0.com/',
  AUDIENCE: 'https://api.exampleco.com/timesheets',
}

test('issuer and audience are enough', () => {
  expect(readConfig(enough)).toEqual({
    port: 8080,
    host: undefined,
    issuerBaseUrl: 'https://tenant.eu.auth0.com/',
    audience: 'https://api.exampleco.com/timesheets',
    publicUrl: undefined,
    tokenSigningAlg: 'RS256',
    secret: undefined,
    jwksUri: undefined,
    jwksAllowHttp: false,
    clockToleranceSeconds: 5,
    identityClaim: 'sub',
    emailClaim: 'https://api.exampleco.com/email',
    machineClientIds: [],
    dpopRequired: false,
    dpopNonceSecret: undefined,
    databaseUrl: undefined,
    drainSeconds: 0,
    dataDir: './data',
    corsOrigins: [],
    rateLimitPerMinute: 6_000,
    mail: undefined,
    documentationUrl: 'https://github.com/abc-inc/timesheets/tree/main/docs',
    webhookAllowPrivate: false,
    logLevel: 'info',
    workers: 1,
  })
})

test('an empty variable is unset', () => {
  const empty = Object.fromEntries(
    [
      'PORT',
      'HOST',
      'SECRET',
      'JWKS_URI',
      'DATABASE_URL',
      'DATA_DIR',
      'CORS_ORIGINS',
      'LOG_LEVEL',
      'SMTP_URL',
      'MAIL_FROM',
      'APP_URL',
      'DOCUMENTATION_URL',
    ].map((name) => [name, '']),
  )
  expect(readConfig({ ...enough, ...empty })).toEqual(readConfig(enough))
})

test('lists are separated by commas', () => {
  expect(
    readConfig({
      ...enough,
      CORS_ORIGINS: 'https://a.example, http://localhost:4200,',
      MACHINE_CLIENT_IDS: 'push , import',
    }),
  ).toMatchObject({
    corsOrigins: ['https://a.example', 'http://localhost:4200'],
    machineClientIds: ['push', 'import'],
  })
})

test('keys may come by http inside a network, by a setting that says so', () => {
  const keycloak = 'http://keycloak:8080/realms/x/protocol/openid-connect/certs'
  const inside = { ...enough, JWKS_URI: keycloak }
  expect(readConfig({ ...inside, JWKS_ALLOW_HTTP: 'true' })).toMatchObject({
    jwksUri: keycloak,
    jwksAllowHttp: true,
  })
  expect(() => readConfig(inside)).toThrow(/^JWKS_URI must be an https: URL .*JWKS_ALLOW_HTTP/)
})

test('spaces, line breaks and quotes that files, secrets and shells add around a value are removed or rejected', () => {
  const clean = {
    ISSUER_BASE_URL: 'https://tenant.eu.auth0.com/',
    AUDIENCE: 'https://api.exampleco.com/timesheets',
    PORT: '8081',
    HOST: '127.0.0.1',
    TOKEN_SIGNING_ALG: 'HS256',
    SECRET: 'a secret of thirty-two bytes, ok',
    CLOCK_TOLERANCE_SECONDS: '30',
    IDENTITY_CLAIM: 'email',
    EMAIL_CLAIM: 'email',
    MACHINE_CLIENT_IDS: 'push',
    DATABASE_URL: 'postgres://user:hunter2@db/timesheets',
    DATA_DIR: '/var/lib/timesheets',
    CORS_ORIGINS: 'https://a.example',
    RATE_LIMIT_PER_MINUTE: '10',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    SMTP_URL: 'smtps://user:secret@mail.example:465',
    MAIL_FROM: 'timesheets@abc.example',
    APP_URL: 'https://timesheets.abc.example',
    LOG_LEVEL: 'warn',
  }
  const around = (before: string, after: string) =>
    Object.fromEntries(Object.entries(clean).map(([name, value]) => [name, `${before}${value}${after}`]))
  const config = readConfig(clean)
  for (const after of ['\n', '\r\n', ' ', '\t']) expect(readConfig(around('', after))).toEqual(config)
  expect(readConfig(around(' ', ''))).toEqual(config)
  for (const name of Object.keys(clean) as (keyof typeof clean)[]) {
    for (const quote of ['"', "'"]) {
      const read = () => readConfig({ ...clean, [name]: `${quote}${clean[name]}${quote}` })
      expect(read).toThrow(SettingError)
      expect(read).toThrow(new RegExp(`^${name} is in quotes, which count as part of the value: remove them`))
    }
  }
})

test('a value can be in a file, and only there', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'settings-'))
  const DATABASE_URL_FILE = join(folder.path, 'database-url')
  writeFileSync(DATABASE_URL_FILE, 'postgres://u:hunter2@db/x\n')
  const env = { ...enough, DATABASE_URL_FILE }
  expect(readConfig(env).databaseUrl).toBe('postgres://u:hunter2@db/x')
  expect(() => readConfig({ ...env, DATABASE_URL: 'postgres://u:hunter2@other/x' })).toThrow(
    /^DATABASE_URL and DATABASE_URL_FILE are both set: remove one of them$/,
  )
  writeFileSync(DATABASE_URL_FILE, '"postgres://u:hunter2@db/x"')
  expect(() => readConfig(env)).toThrow(/^DATABASE_URL is in quotes/)
})

test('a secret counts with HS256 only', () => {
  const secret = 'a secret of thirty-two bytes, ok'
  expect(readConfig({ ...enough, TOKEN_SIGNING_ALG: 'HS256', SECRET: secret }).secret).toBe(secret)
  expect(() => readConfig({ ...enough, SECRET: secret })).toThrow(
    'SECRET is for TOKEN_SIGNING_ALG=HS256, which is RS256: set it to HS256, or remove SECRET',
  )
})

test('private addresses of webhooks are allowed by true alone', () => {
  const { webhookAllowPrivate } = readConfig({ ...enough, WEBHOOK_ALLOW_PRIVATE: 'true' })
  expect(webhookAllowPrivate).toBe(true)
  expect(() => readConfig({ ...enough, WEBHOOK_ALLOW_PRIVATE: 'yes' })).toThrow(
    'WEBHOOK_ALLOW_PRIVATE is "yes": set it to one of true, false',
  )
})

test('mail needs a server, a sender and where the application is', () => {
  const mail = {
    SMTP_URL: 'smtps://user:secret@mail.example:465',
    MAIL_FROM: 'Timesheets <timesheets@abc.example>',
    APP_URL: 'https://timesheets.abc.example/',
  }
  expect(readConfig({ ...enough, ...mail }).mail).toEqual({
    smtpUrl: mail.SMTP_URL,
    from: mail.MAIL_FROM,
    appUrl: 'https://timesheets.abc.example',
  })
  expect(readConfig({ ...enough, ...mail, SMTP_URL: '' }).mail).toBeUndefined()
})

const smtp = {
  SMTP_URL: 'smtp://user:hunter2@mail',
  MAIL_FROM: 'a@abc.example',
  APP_URL: 'https://t.abc.example',
}

describe('a setting that is wrong or missing is named in one line', () => {
  test.each<[Record<string, string>, RegExp]>([
    [{ ISSUER_BASE_URL: '' }, /^ISSUER_BASE_URL is missing: set it to the issuer's address, e\.g\. https:/],
    [{ AUDIENCE: '' }, /^AUDIENCE is missing: /],
    [{ ISSUER_BASE_URL: 'tenant.eu.auth0.com' }, /^ISSUER_BASE_URL must be an absolute URL/],
    [{ ISSUER_BASE_URL: 'http://tenant.eu.auth0.com/' }, /^ISSUER_BASE_URL must be an https: URL/],
    [
      { ISSUER_BASE_URL: 'https://tenant.eu.auth0.com/?x=1' },
      /^ISSUER_BASE_URL must not have a query or fragment/,
    ],
    [{ JWKS_URI: 'http://evil.example/jwks' }, /^JWKS_URI must be an https: URL/],
    [{ TOKEN_SIGNING_ALG: 'none' }, /^TOKEN_SIGNING_ALG is "none": set it to one of RS256, HS256$/],
    [{ TOKEN_SIGNING_ALG: 'HS256' }, /^SECRET is missing: /],
    [{ TOKEN_SIGNING_ALG: 'HS256', SECRET: 'hunter2' }, /^SECRET must be at least 32 bytes/],
    [
      { TOKEN_SIGNING_ALG: 'HS256', SECRET: 'a'.repeat(32), JWKS_URI: 'https://a.example/jwks' },
      /^JWKS_URI is for TOKEN_SIGNING_ALG=RS256, which is HS256: /,
    ],
    [
      { JWKS_ALLOW_HTTP: 'true' },
      /^JWKS_ALLOW_HTTP requires JWKS_URI: set JWKS_URI, or remove JWKS_ALLOW_HTTP$/,
    ],
    [{ JWKS_ALLOW_HTTP: 'yes' }, /^JWKS_ALLOW_HTTP is "yes": set it to one of true, false$/],
    [{ JWKS_URI: 'ftp://keycloak/certs', JWKS_ALLOW_HTTP: 'true' }, /^JWKS_URI must be an https: URL/],
    [
      { ISSUER_BASE_URL: 'http://keycloak/', JWKS_URI: 'http://keycloak/certs', JWKS_ALLOW_HTTP: 'true' },
      /^ISSUER_BASE_URL must be an https: URL/,
    ],
    [
      { CLOCK_TOLERANCE_SECONDS: '61' },
      /^CLOCK_TOLERANCE_SECONDS is "61": set it to a whole number from 0 to 60$/,
    ],
    [
      { PUBLIC_URL: 'api.example.com' },
      /^PUBLIC_URL is "api.example.com": set it to the URL that clients use/,
    ],
    [{ PUBLIC_URL: 'https://api.example.com/?a=b' }, /^PUBLIC_URL is /],
    [{ DPOP_REQUIRED: 'yes' }, /^DPOP_REQUIRED is "yes": set it to one of true, false$/],
    [{ DPOP_NONCE_SECRET: 'short' }, /^DPOP_NONCE_SECRET must be at least 32 bytes long$/],
    [{ CLOCK_TOLERANCE_SECONDS: '-1' }, /^CLOCK_TOLERANCE_SECONDS is "-1"/],
    [{ PORT: '80a' }, /^PORT is "80a": set it to a whole number from 0 to 65535$/],
    [{ PORT: '65536' }, /^PORT is "65536"/],
    [{ PORT: '-1' }, /^PORT is "-1"/],
    [{ WORKERS: '0' }, /^WORKERS is "0": set it to a whole number from 1 to 64/],
    [{ WORKERS: '2' }, /^WORKERS is 2, but SQLite has one writer: set DATABASE_URL/],
    [{ RATE_LIMIT_PER_MINUTE: '1.5' }, /^RATE_LIMIT_PER_MINUTE is "1.5"/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud": set it to one of trace, debug, info/],
    [{ CORS_ORIGINS: '*' }, /^CORS_ORIGINS is "\*", which allows every site: list the allowed origins/],
    [
      { CORS_ORIGINS: 'https://a.example/' },
      /^CORS_ORIGINS has "https:\/\/a.example\/", .* perhaps https:\/\/a.example$/,
    ],
    [{ CORS_ORIGINS: 'null' }, /^CORS_ORIGINS has "null"/],
    [
      { CORS_ORIGINS: 'file:///x' },
      /^CORS_ORIGINS has "file:\/\/\/x", which is not an origin: write only scheme, host and port$/,
    ],
    [{ SMTP_URL: 'mail://user:hunter2@mail' }, /^SMTP_URL is not an smtp:\/\/ or smtps:\/\/ URL/],
    [{ SMTP_URL: 'mail.example' }, /^SMTP_URL is not an smtp:/],
    [{ ...smtp, MAIL_FROM: '' }, /^MAIL_FROM is missing: /],
    [{ ...smtp, MAIL_FROM: 'timesheets' }, /^MAIL_FROM is "timesheets": set it to an address/],
    [{ ...smtp, MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, /^MAIL_FROM is "a@b/],
    [{ ...smtp, APP_URL: '' }, /^APP_URL is missing: /],
    [{ ...smtp, APP_URL: 'timesheets.abc.example' }, /^APP_URL is "timesheets/],
    [
      { DATABASE_URL: 'postgres://u:hunter2@a,b/x?target_session_attrs=standby' },
      /^DATABASE_URL asks for a server without write access/,
    ],
    [{ DATABASE_URL: 'postgres://u:hunter2@a:no,b/x' }, /^DATABASE_URL is not a postgres:\/\/ URL/],
    [{ DATABASE_URL: 'mysql://u:hunter2@x/y' }, /^DATABASE_URL is not a postgres:\/\/ URL/],
    [
      { DATABASE_URL: 'postgres://u:hunter2@1#2@x/y' },
      /special characters as %-codes \(# is %23, \/ is %2F\)/,
    ],
    [{ DATABASE_URL: 'postgres://u:5432/hunter2@x/y' }, /special characters as %-codes/],
    [
      { DATABASE_URL: 'postgres://u:hunter2@x/y?sslmode=on' },
      /^DATABASE_URL has the sslmode "on": set it to/,
    ],
    [
      { DATA_DIR: '~/timesheets' },
      /^DATA_DIR begins with ~, which only a shell replaces: write the whole path/,
    ],
    [{ SMTP_URL_FILE: '/nowhere/smtp' }, /^SMTP_URL_FILE is "\/nowhere\/smtp": set it .* \(ENOENT\)$/],
  ])('%j', (env, message) => {
    const read = () => readConfig({ ...enough, ...env })
    expect(read).toThrow(SettingError)
    expect(read).toThrow(message)
    expect(read).toThrow(/^.*$/)
    // Secrets are not repeated.
    expect(read).not.toThrow('hunter2')
  })

  test('a database may have several hosts', () => {
    const url = 'postgres://u:hunter2@a:5432,b:5433/x?target_session_attrs=read-write'
    expect(readConfig({ ...enough, DATABASE_URL: url }).databaseUrl).toBe(url)
    const other = 'postgres:///x?host=/run/postgresql&application_name=a@b&sslmode=no-verify'
    expect(readConfig({ ...enough, DATABASE_URL: other }).databaseUrl).toBe(other)
  })

  test('an issuer without TLS is one of this machine', () => {
    for (const host of ['localhost:9000', '127.0.0.1:9000', '[::1]:9000']) {
      expect(readConfig({ ...enough, ISSUER_BASE_URL: `http://${host}/` }).issuerBaseUrl).toContain(host)
    }
  })
})
