import type { DpopPrivateJwk, DpopProver } from 'timesheets-sdk/auth'
import { dpopKeysPath } from './settings/paths.ts'
import type { PersonAuthorization } from './settings/settings.ts'

type Env = Readonly<Record<string, string | undefined>>
type Client = Pick<PersonAuthorization, 'issuer' | 'clientId'>

/**
 * The prover for a client's tokens (DPoP, RFC 9449). Its private key is kept in a file that only its user can
 * read, beside the tokens that are bound to it. Without a place for the file, it ends with this run.
 *
 * @param onlyKept whether to return undefined if no key is kept, instead of making one
 */
export async function openDpop(client: Client, env: Env): Promise<DpopProver>
export async function openDpop(client: Client, env: Env, onlyKept: true): Promise<DpopProver | undefined>
export async function openDpop(client: Client, env: Env, onlyKept = false): Promise<DpopProver | undefined> {
  const { dpopKey, dpopProver, newDpopJwk } = await import('timesheets-sdk/auth')
  const storage = await storageOf(env)
  const name = nameOf(client)
  const kept = async () => jwkIn(await storage?.getItem(name))
  const make = async () => {
    const found = await kept()
    if (found) return found
    const jwk = await newDpopJwk()
    await storage?.setItem(name, JSON.stringify(jwk))
    return jwk
  }
  const found = await kept()
  if (!found && onlyKept) return undefined
  // One process makes the key; another one at the same time takes it.
  const jwk = found ?? (storage?.exclusive ? await storage.exclusive(name, make) : await make())
  return dpopProver(dpopKey(jwk))
}

/** Forgets the key of a client, whose tokens are then useless. */
export async function forgetDpop(client: Client, env: Env): Promise<void> {
  const storage = await storageOf(env)
  if (await storage?.getItem(nameOf(client))) await storage?.removeItem(nameOf(client))
}

async function storageOf(env: Env) {
  const path = dpopKeysPath(env)
  const { fileStorage } = await import('timesheets-sdk/auth/file-cache')
  return path === undefined ? undefined : fileStorage(path)
}

function nameOf({ issuer, clientId }: Client): string {
  return JSON.stringify([issuer, clientId])
}

function jwkIn(text: string | null | undefined): DpopPrivateJwk | undefined {
  return text ? JSON.parse(text) : undefined
}
