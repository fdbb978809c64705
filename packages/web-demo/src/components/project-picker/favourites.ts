import { useCaller } from '../../api/context.ts'
import { keep, readKeptTexts } from '../../device-storage.ts'
import { createStore, type Store, useStore } from '../../store.ts'

const stores = new Map<string, Store<readonly string[]>>()

/** The favourite projects of a person, kept on this device. */
export function favouritesOf(userId: string) {
  const name = `timesheets:favourites:${userId}`
  const store = stores.get(name) ?? createStore<readonly string[]>(readKeptTexts(name))
  stores.set(name, store)
  return {
    ...store,
    toggle(project: string) {
      const others = store.getState().filter((one) => one !== project)
      const changed = others.length < store.getState().length ? others : [...others, project]
      keep(name, changed.length === 0 ? undefined : changed)
      store.setState(changed)
    },
  }
}

/** The favourite projects of this person, in the order in which they were chosen, and how to choose one. */
export function useFavourites(): readonly [readonly string[], (project: string) => void] {
  const { userId } = useCaller()
  const favourites = favouritesOf(userId)
  return [useStore(favourites), favourites.toggle]
}
