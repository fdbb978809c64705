import { byName } from '../../components/by-name.ts'
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

function without(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name)
}

/** The saved reports of a person, by name, and functions that add one and remove one. */
export function useSavedViews(userId: string) {
  const store = savedViewsOf(userId)
  return {
    views: useStore(store),
    save: (view: SavedView) => store.update((views) => [...without(views, view.name), view].sort(byName)),
    forget: (name: string) => store.update((views) => without(views, name)),
  }
}
