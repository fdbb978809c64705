import { useSyncExternalStore } from 'react'

/** State outside of React that components can follow. */
export interface ReadableStore<State> {
  /** The same object until something changes. */
  getState(): State
  /** Calls back after each change; returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void
}

export interface Store<State> extends ReadableStore<State> {
  setState(state: State): void
}

/** Creates a store. Its functions need no `this`. */
export function createStore<State>(initial: State): Store<State> {
  const listeners = new Set<() => void>()
  let current = initial
  return {
    getState: () => current,
    setState(state) {
      current = state
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The state of a store. Renders again when it changes. */
export function useStore<State>({ subscribe, getState }: ReadableStore<State>): State {
  return useSyncExternalStore(subscribe, getState)
}
