/**
 * Runs work that no other tab of this origin runs at the same time, where the platform has Web Locks. Where
 * it has none, only the caller keeps its own work apart.
 */
export async function exclusive<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = globalThis.navigator?.locks
  return locks === undefined ? work() : await locks.request(name, work)
}
