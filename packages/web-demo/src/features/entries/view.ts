import { type EntryFilters, entryFiltersSchema } from 'timesheets-sdk/contract'
import { folded } from '../../components/folded.ts'

/** The filters of the list. They are in the address, so a view can be linked to. */
export interface EntriesView extends EntryFilters {
  /** A part of the note. The API has no such filter: it is looked for in the entries that are loaded. */
  readonly text?: string | undefined
}

/** The view that an address asks for. A filter that can't be used is left out: the others still hold. */
export function readView(search: URLSearchParams): EntriesView {
  const view: Record<string, string> = {}
  for (const name of ['from', 'to', 'project', 'status'] as const) {
    const value = search.get(name)
    const parsed = entryFiltersSchema.safeParse({ [name]: value })
    if (value && parsed.success) Object.assign(view, parsed.data)
  }
  const text = search.get('text')
  return text ? { ...view, text } : view
}

/** The query of the address that {@link readView} reads. */
export function searchOf(view: EntriesView): URLSearchParams {
  const named = Object.entries(view).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(named as [string, string][])
}

/** Whether a note has the text that a view looks for. */
export function hasText(note: string, text: string | undefined): boolean {
  return text === undefined || folded(note).includes(folded(text))
}
