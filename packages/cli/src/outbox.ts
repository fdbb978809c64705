import { AuthError } from 'timesheets-sdk/auth'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { createOutbox, type KeyValueStorage, type Outbox } from 'timesheets-sdk/outbox'
import { fileOutboxStorage } from 'timesheets-sdk/outbox/file'
import { isSystemError, UsageError, writeFailure } from './io/outcome/errors.ts'
import { settingDefinitions } from './settings/definitions.ts'
import { outboxPath } from './settings/paths.ts'
import type { Authorization, Settings } from './settings/settings.ts'
import { notSignedIn, openSignIn } from './sign-in.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Opens the queue of the caller of the settings for their API. Sends nothing: the owner is known from the
 * sign-in, the token or the client id.
 *
 * @throws {UsageError} if there is no place for the file, or the token does not name its owner
 */
export async function openOutbox(
  { apiUrl, authorization }: Settings,
  client: TimesheetsClient,
  env: Env,
): Promise<Outbox> {
  const path = outboxPath(env)
  if (path === undefined)
    throw new UsageError('no place to keep entries: this user has no home folder. Set XDG_DATA_HOME or HOME')
  return createOutbox({
    storage: sayingWhatIsFull(fileOutboxStorage(path), path),
    client,
    owner: await ownerOf(authorization, env),
    name: `timesheets:outbox:${apiUrl}`,
  })
}

async function ownerOf(authorization: Authorization, env: Env): Promise<string> {
  if ('token' in authorization) return subjectOf(authorization.token)
  if ('authentication' in authorization) return authorization.clientId
  const claims = await (await openSignIn(authorization, env, '')).device.currentUser()
  if (claims === undefined) throw new AuthError('sign_in_required', notSignedIn)
  return claims.sub
}

/** Not verified: it names a queue on this machine, and the API says who is who when the queue is sent. */
function subjectOf(token: string): string {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    if (typeof claims === 'object' && claims !== null && 'sub' in claims && typeof claims.sub === 'string')
      return claims.sub
  } catch {
    // Not a JWT.
  }
  throw new UsageError(
    `${settingDefinitions.token.variable} does not name its owner, whose queue it would be`,
  )
}

function sayingWhatIsFull(storage: KeyValueStorage, path: string): KeyValueStorage {
  const saying = async <T>(work: T | Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw isSystemError(error) ? writeFailure(path, error) : error
    }
  }
  return {
    ...storage,
    setItem: (key, value) => saying(storage.setItem(key, value)),
    removeItem: (key) => saying(storage.removeItem(key)),
    // It writes a lock.
    ...(storage.exclusive && {
      exclusive: (name, work) => saying(storage.exclusive?.(name, work) ?? work()),
    }),
  }
}
