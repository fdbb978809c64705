import {
  createTokenVerifier,
  OptionError,
  type ReplayStore,
  type TokenAlgorithm,
  type TokenVerifier,
} from 'timesheets-sdk/verify'
import { checkOrigin, databaseUrl, dataDir, mailSettings, publicUrl, webAddress } from './config-addresses.ts'
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
