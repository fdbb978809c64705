import { useCaller } from '../../api/context.ts'
import { textsOf } from '../../device-storage.ts'
import { keptStoreOfPerson } from '../../kept-store.ts'
import { useStore } from '../../store.ts'

const favouritesOf = keptStoreOfPerson((userId) => `timesheets:favourites:${userId}`, textsOf)

/** The favourite projects of this person, in the order in which they were chosen, and how to choose one. */
export function useFavourites(): readonly [readonly string[], (project: string) => void] {
  const { userId } = useCaller()
  const store = favouritesOf(userId)
  const toggle = (project: string) => {
    const others = store.getState().filter((one) => one !== project)
    store.setState(others.length < store.getState().length ? others : [...others, project])
  }
  return [useStore(store), toggle]
}
