import {
  createTokenVerifier,
  OptionError,
  type ReplayStore,
  type TokenAlgorithm,
  type TokenVerifier,
} from 'timesheets-sdk/verify'
import {
  type Environment,
  flag,
  listOf,
  oneOf,
  required,
  SettingError,
  textOf,
  wholeNumber,
} from './environment.ts'
import type { MailSettings } from './reminders/mail-channel.ts'
import { hostUrls } from './store/engines/postgres-hosts.ts'

export { SettingError } from './environment.ts'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The settings of the API server. {@link readConfig} reads them from environment variables. */
export interface ServerConfig {
  /** 0: any free port. */
  readonly port: number
  /** The address to listen on; undefined: all of them. */
  readonly host: string | undefined
  readonly issuerBaseUrl: string
  readonly audience: string
  /** Where clients reach the API, without a trailing slash; undefined: as their requests say. */
  readonly publicUrl: string | undefined
  readonly tokenSigningAlg: TokenAlgorithm
  /** The shared secret of HS256; undefined with RS256. */
  readonly secret: string | undefined
  readonly jwksUri: string | undefined
  /** Whether keys may be fetched from `jwksUri` over plain `http:`. */
  readonly jwksAllowHttp: boolean
  /** How far the issuer's clock may be ahead or behind. */
  readonly clockToleranceSeconds: number
  readonly identityClaim: string
  readonly emailClaim: string
  readonly machineClientIds: readonly string[]
  /** Whether tokens that are not bound to a key are rejected. */
  readonly dpopRequired: boolean
  /** The secret of the nonces for DPoP proofs; undefined: proofs need no nonce. */
  readonly dpopNonceSecret: string | undefined
  /** `postgres://...`; undefined: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** Origins whose pages may call the API from a browser. */
  readonly corsOrigins: readonly string[]
  /** Requests a minute for each caller; 0: no limit. */
  readonly rateLimitPerMinute: number
  /** Whether webhooks may use private addresses and `http:`. */
  readonly webhookAllowPrivate: boolean
  /** How reminders are sent; undefined: reminders are not set up. */
  readonly mail: MailSettings | undefined
  /** Where the guides are: `/openapi.json`, `/docs` and the resource metadata refer to it. */
  readonly documentationUrl: string
  /** How long a stopping server still accepts connections, so that a load balancer sees `/readyz` fail. */
  readonly drainSeconds: number
  readonly logLevel: LogLevel
  /** How many processes serve the port; more than one on PostgreSQL only. */
  readonly workers: number
}

/** The settings of the database. */
export type DatabaseSettings = Pick<ServerConfig, 'databaseUrl' | 'dataDir'>

/** @throws {SettingError} */
export function readDatabaseSettings(env: Environment): DatabaseSettings {
  return {
    databaseUrl: databaseUrl(textOf(env, 'DATABASE_URL')),
    dataDir: dataDir(textOf(env, 'DATA_DIR') ?? './data'),
  }
}

/**
 * Reads the settings from environment variables. An empty variable counts as unset; spaces and line breaks
 * around a value are removed.
 * @throws {SettingError} names the first setting that is invalid or missing
 */
export function readConfig(env: Environment): ServerConfig {
  const algorithm = oneOf(env, 'TOKEN_SIGNING_ALG', ['RS256', 'HS256'], 'RS256')
  checkAlgorithmSettings(env, algorithm)
  const config: ServerConfig = {
    port: wholeNumber(env, 'PORT', { fallback: 8080, maximum: 65_535 }),
    host: textOf(env, 'HOST'),
    issuerBaseUrl: required(
      env,
      'ISSUER_BASE_URL',
      "the issuer's address, e.g. https://tenant.eu.auth0.com/",
    ),
    audience: required(
      env,
      'AUDIENCE',
      "this API's identifier at the issuer, e.g. https://api.exampleco.com/timesheets",
    ),
    publicUrl: publicUrl(textOf(env, 'PUBLIC_URL')),
    tokenSigningAlg: algorithm,
    secret:
      algorithm === 'HS256'
        ? required(env, 'SECRET', 'the secret of at least 32 bytes that HS256 tokens are signed with')
        : undefined,
    jwksUri: textOf(env, 'JWKS_URI'),
    jwksAllowHttp: flag(env, 'JWKS_ALLOW_HTTP'),
    clockToleranceSeconds: wholeNumber(env, 'CLOCK_TOLERANCE_SECONDS', { fallback: 5, maximum: 60 }),
    identityClaim: textOf(env, 'IDENTITY_CLAIM') ?? 'sub',
    emailClaim: textOf(env, 'EMAIL_CLAIM') ?? 'https://api.exampleco.com/email',
    machineClientIds: listOf(env, 'MACHINE_CLIENT_IDS'),
    dpopRequired: flag(env, 'DPOP_REQUIRED'),
    dpopNonceSecret: textOf(env, 'DPOP_NONCE_SECRET'),
    ...readDatabaseSettings(env),
    corsOrigins: listOf(env, 'CORS_ORIGINS').map(checkOrigin),
    rateLimitPerMinute: wholeNumber(env, 'RATE_LIMIT_PER_MINUTE', {
      fallback: 6_000,
      maximum: 1_000_000_000,
    }),
    webhookAllowPrivate: flag(env, 'WEBHOOK_ALLOW_PRIVATE'),
    mail: mailSettings(env),
    documentationUrl: webAddress(
      'DOCUMENTATION_URL',
      textOf(env, 'DOCUMENTATION_URL') ?? 'https://github.com/abc-inc/timesheets/tree/main/docs',
    ),
    drainSeconds: wholeNumber(env, 'DRAIN_SECONDS', { fallback: 0, maximum: 300 }),
    logLevel: oneOf(env, 'LOG_LEVEL', logLevels, 'info'),
    workers: wholeNumber(env, 'WORKERS', { fallback: 1, minimum: 1, maximum: 64 }),
  }
  if (config.workers > 1 && config.databaseUrl === undefined) {
    throw new SettingError(
      `WORKERS is ${config.workers}, but SQLite has one writer: set DATABASE_URL to a PostgreSQL, or remove WORKERS`,
    )
  }
  verifierOf(config)
  return config
}

const settingOfOption: Readonly<Record<string, string>> = {
  issuer: 'ISSUER_BASE_URL',
  audience: 'AUDIENCE',
  algorithm: 'TOKEN_SIGNING_ALG',
  secret: 'SECRET',
  jwksUri: 'JWKS_URI',
  jwksAllowHttp: 'JWKS_ALLOW_HTTP',
  clockToleranceSeconds: 'CLOCK_TOLERANCE_SECONDS',
  identityClaim: 'IDENTITY_CLAIM',
  emailClaim: 'EMAIL_CLAIM',
  machineClientIds: 'MACHINE_CLIENT_IDS',
  nonceSecret: 'DPOP_NONCE_SECRET',
}

/**
 * The verifier that the settings describe. It fetches nothing yet.
 * @param replays remembers DPoP proofs; default: in this process only
 * @throws {SettingError} if a setting is invalid
 */
export function verifierOf(config: ServerConfig, replays?: ReplayStore): TokenVerifier {
  try {
    return createTokenVerifier({
      issuer: config.issuerBaseUrl,
      audience: config.audience,
      algorithm: config.tokenSigningAlg,
      identityClaim: config.identityClaim,
      emailClaim: config.emailClaim,
      machineClientIds: config.machineClientIds,
      clockToleranceSeconds: config.clockToleranceSeconds,
      jwksAllowHttp: config.jwksAllowHttp,
      dpop: {
        required: config.dpopRequired,
        ...(config.dpopNonceSecret === undefined ? {} : { nonceSecret: config.dpopNonceSecret }),
        ...(replays && { replays }),
      },
      ...(config.secret === undefined ? {} : { secret: config.secret }),
      ...(config.jwksUri === undefined ? {} : { jwksUri: config.jwksUri }),
    })
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    throw new SettingError(
      error.messageWith((option) => settingOfOption[option] ?? option),
      { cause: error },
    )
  }
}

/**
 * Rejects a setting that belongs to the other algorithm: the API would check tokens in an unintended way.
 * @throws {SettingError}
 */
function checkAlgorithmSettings(env: Environment, algorithm: TokenAlgorithm): void {
  const [foreign, other] = algorithm === 'RS256' ? ['SECRET', 'HS256'] : ['JWKS_URI', 'RS256']
  if (textOf(env, foreign) !== undefined) {
    throw new SettingError(
      `${foreign} is for TOKEN_SIGNING_ALG=${other}, which is ${algorithm}: set it to ${other}, or remove ${foreign}`,
    )
  }
}

function checkOrigin(text: string): string {
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

function publicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!/^https?:\/\/[^\s?#@]+$/.test(text) || !URL.canParse(text)) {
    throw new SettingError(
      `PUBLIC_URL is "${text}": set it to the URL that clients use, e.g. https://api.example.com`,
    )
  }
  return text.replace(/\/+$/, '')
}

function mailSettings(env: Environment): MailSettings | undefined {
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
function webAddress(name: string, text: string): string {
  if (!/^https?:\/\/[^\s?#]+$/.test(text) || !URL.canParse(text)) {
    throw new SettingError(`${name} is "${text}": set it to an address, e.g. https://timesheets.example.com`)
  }
  return text
}

function dataDir(text: string): string {
  if (!/^~(?:\/|$)/.test(text)) return text
  throw new SettingError('DATA_DIR begins with ~, which only a shell replaces: write the whole path')
}

/** Those that the driver knows; it takes any other for one that needs TLS. */
const sslModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

function databaseUrl(text: string | undefined): string | undefined {
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
