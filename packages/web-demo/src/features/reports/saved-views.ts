import { keptStoreOfPerson } from '../../kept-store.ts'
import { useStore } from '../../store.ts'

/** A report that a person saved: its name, and the query of its address. */
export interface SavedView {
  readonly name: string
  readonly search: string
}

const savedViewsOf = keptStoreOfPerson((userId) => `timesheets:reports:${userId}`, readViews)

function readViews(kept: unknown): readonly SavedView[] {
  return Array.isArray(kept) ? kept.filter(isSavedView) : []
}

function isSavedView(value: unknown): value is SavedView {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'name') === 'string' &&
    typeof Reflect.get(value, 'search') === 'string'
  )
}

/** The saved reports of a person, by name, and functions that add one and remove one. */
export function useSavedViews(userId: string) {
  const store = savedViewsOf(userId)
  const without = (name: string) => store.getState().filter((view) => view.name !== name)
  return {
    views: useStore(store),
    save: (view: SavedView) =>
      store.setState([...without(view.name), view].sort((a, b) => a.name.localeCompare(b.name))),
    forget: (name: string) => store.setState(without(name)),
  }
}
