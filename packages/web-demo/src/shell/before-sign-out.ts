const waited = new Set<() => Promise<void>>()

/** Has a sign-out wait for something to be sent first. Answers how to stop that. */
export function beforeSignOut(act: () => Promise<void>): () => void {
  waited.add(act)
  return () => waited.delete(act)
}

/** Resolves when all that a sign-out has to wait for is done, well or not. */
export async function readyToSignOut(): Promise<void> {
  await Promise.allSettled([...waited].map((act) => act()))
}
