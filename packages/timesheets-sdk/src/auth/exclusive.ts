/** The last work under each name, where there are no Web Locks. */
const turns = new Map<string, Promise<unknown>>()

/**
 * Runs work that no other tab of this origin runs at the same time, where the platform has Web Locks. Where
 * it has none, as in React Native, work of this program runs in turn, and other programs are not waited for.
 */
export async function exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = globalThis.navigator?.locks
  return locks === undefined ? inTurn(name, work) : await locks.request(name, work)
}

function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(name) ?? Promise.resolve()).then(work)
  const settled = turn
    .catch(() => {})
    .then(() => {
      if (turns.get(name) === settled) turns.delete(name)
    })
  turns.set(name, settled)
  return turn
}
