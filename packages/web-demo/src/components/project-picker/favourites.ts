import { useCaller } from '../../api/context.ts'
import { textsOf } from '../../device-storage.ts'
import { keptStoreOfPerson } from '../../kept-store.ts'
import { useStore } from '../../store.ts'

const favouritesOf = keptStoreOfPerson((userId) => `timesheets:favourites:${userId}`, textsOf)

/** The favourite projects of this person, in the order in which they were chosen, and how to choose one. */
export function useFavourites(): readonly [readonly string[], (project: string) => void] {
  const { userId } = useCaller()
  const store = favouritesOf(userId)
  const toggle = (project: string) =>
    store.update((favourites) =>
      favourites.includes(project) ? favourites.filter((one) => one !== project) : [...favourites, project],
    )
  return [useStore(store), toggle]
}
