import { hoursFromMinutes, instantFromMs } from 'timesheets-sdk/model'
import type { ListedEntry } from '../../store/timesheets/numbered-entries.ts'
import { EncodedEntries } from './encoded-entries.ts'

/** Entries as JSON: the same texts as those of `JSON.stringify` and `entryFromRecord`. */
export function encodeEntries(entries: readonly ListedEntry[]): EncodedEntries {
  const jsonOf = entryJsonWriter()
  return EncodedEntries.of(entries.map((entry) => ({ date: entry.date, json: jsonOf(entry) })))
}

// Less than half the time of `JSON.stringify`: values that repeat from entry to entry are encoded once.
function entryJsonWriter(): (entry: ListedEntry) => string {
  const userId = repeatedText()
  const project = repeatedText()
  const source = repeatedText()
  const hours = repeatedHours()
  return (entry) => {
    const note = entry.note === null ? '' : `"note":${JSON.stringify(entry.note)},`
    const externalId = entry.externalId === null ? '' : `"externalId":${JSON.stringify(entry.externalId)},`
    const createdAt = instantFromMs(entry.createdAtMs)
    const updatedAt = entry.updatedAtMs === entry.createdAtMs ? createdAt : instantFromMs(entry.updatedAtMs)
    return `{"id":"${entry.id}","userId":${userId(entry.userId)},"date":"${entry.date}","project":${project(entry.project)},"hours":${hours(entry.minutes)},${note}"billable":${entry.billable ? 'true' : 'false'},${externalId}"source":${source(entry.source)},"status":"${entry.status}","createdAt":"${createdAt}","updatedAt":"${updatedAt}","version":${entry.version}}`
  }
}

function repeatedText(): (text: string) => string {
  let known = ''
  let json = '""'
  return (text) => {
    if (text !== known) {
      known = text
      json = JSON.stringify(text)
    }
    return json
  }
}

// A page has few different ones, and formatting a fraction is slow.
function repeatedHours(): (minutes: number) => string {
  const known = new Map<number, string>()
  return (minutes) => {
    let text = known.get(minutes)
    if (text === undefined) {
      text = String(hoursFromMinutes(minutes))
      known.set(minutes, text)
    }
    return text
  }
}
