import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Options for `spawn` that run the child as an ordinary user. Empty: as the current user. */
export interface Identity {
  readonly uid?: number
  readonly gid?: number
}

/**
 * PostgreSQL refuses to run as root and needs a user with a name. For root this is `postgres` if that user
 * exists, otherwise `nobody`; no user is created.
 */
export async function ordinaryUser(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const identity = await lookUp(name)
    if (identity) return identity
  }
  throw new Error('PostgreSQL does not run as root and this system has no user "nobody": run as another user')
}

async function lookUp(name: string): Promise<Identity | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}
