import { useState } from 'react'

/** A report that a person saved: its name, and the query of its address. */
export interface SavedView {
  readonly name: string
  readonly search: string
}

/** Where saved reports are kept on this device; `localStorage` in the browser. */
export type ViewStorage = Pick<Storage, 'getItem' | 'setItem'>

const keyOf = (userId: string) => `timesheets:reports:${userId}`

/** The saved reports of a person; none where storage is forbidden or holds something else. */
export function readSavedViews(userId: string, storage: ViewStorage): SavedView[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(keyOf(userId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isSavedView) : []
  } catch {
    return []
  }
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
  const [views, setViews] = useState(() => readSavedViews(userId, localStorage))
  const write = (changed: SavedView[]) => {
    const sorted = changed.sort((a, b) => a.name.localeCompare(b.name))
    setViews(sorted)
    try {
      localStorage.setItem(keyOf(userId), JSON.stringify(sorted))
    } catch {
      // Storage is forbidden: the list holds until the page is left.
    }
  }
  const without = (name: string) => views.filter((view) => view.name !== name)
  return {
    views,
    save: (view: SavedView) => write([...without(view.name), view]),
    forget: (name: string) => write(without(name)),
  }
}
