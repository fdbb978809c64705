import { keep, readKept } from './device-storage.ts'
import { createStore, type Store } from './store.ts'

/** A store of what the device keeps: all tabs show the same. */
export interface KeptStore<State> extends Store<State> {
  /**
   * Changes the state from what is kept at this moment. Another tab may have changed it since, and what it
   * says of that arrives late.
   */
  update(change: (state: State) => State): void
}

/**
 * State that this device keeps under a name. A reload keeps it, and all tabs show the same: what one of them
 * changes, another would otherwise write over with what it read before. `read` makes the state from what was
 * kept, which may be anything; `undefined` forgets it.
 */
export function keptStore<State>(name: string, read: (kept: unknown) => State): KeptStore<State> {
  const store = createStore(read(readKept(name)))
  let isKept = true
  // From another tab. `null`: everything was removed. Without a window, as in tests, there are no other tabs.
  globalThis.addEventListener?.('storage', ({ key }) => {
    if (key === name || key === null) store.setState(read(readKept(name)))
  })
  const setState = (state: State) => {
    isKept = keep(name, state)
    store.setState(state)
  }
  return {
    ...store,
    setState,
    update: (change) => setState(change(isKept ? read(readKept(name)) : store.getState())),
  }
}

/** One store for each person: all parts of a page follow the same. */
export function keptStoreOfPerson<State>(
  nameOf: (userId: string) => string,
  read: (kept: unknown) => State,
): (userId: string) => KeptStore<State> {
  const stores = new Map<string, KeptStore<State>>()
  return (userId) => {
    const store = stores.get(userId) ?? keptStore(nameOf(userId), read)
    stores.set(userId, store)
    return store
  }
}
