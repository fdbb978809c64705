import { keep, readKept } from './device-storage.ts'
import { createStore, type Store } from './store.ts'

/**
 * State that this device keeps under a name. A reload keeps it, and all tabs show the same: what one of them
 * changes, another would otherwise write over with what it read before. `read` makes the state from what was
 * kept, which may be anything; `undefined` forgets it.
 */
export function keptStore<State>(name: string, read: (kept: unknown) => State): Store<State> {
  const store = createStore(read(readKept(name)))
  // From another tab. `null`: everything was removed. Without a window, as in tests, there are no other tabs.
  globalThis.addEventListener?.('storage', ({ key }) => {
    if (key === name || key === null) store.setState(read(readKept(name)))
  })
  return {
    ...store,
    setState(state) {
      keep(name, state)
      store.setState(state)
    },
  }
}

/** One store for each person: all parts of a page follow the same. */
export function keptStoreOfPerson<State>(
  nameOf: (userId: string) => string,
  read: (kept: unknown) => State,
): (userId: string) => Store<State> {
  const stores = new Map<string, Store<State>>()
  return (userId) => {
    const store = stores.get(userId) ?? keptStore(nameOf(userId), read)
    stores.set(userId, store)
    return store
  }
}
