/** The languages that tools and spreadsheets write months in here, the one of most files first. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb']
const shortestName = 3

let known: ReadonlyMap<string, number> | undefined

/**
 * The month from 1 that a name or the beginning of one means, such as `Dez.`, `March` or `noviembre`, in any
 * letter case; `undefined` if it means none, or several.
 */
export function monthOfName(text: string): number | undefined {
  known ??= monthsByName()
  const name = plain(text)
  if (name.length < shortestName) return undefined
  const exact = known.get(name)
  if (exact !== undefined) return exact
  const months = new Set([...known].flatMap(([full, month]) => (full.startsWith(name) ? [month] : [])))
  return months.size === 1 ? [...months][0] : undefined
}

/** The platform's own names, in full and short, as they stand beside a day. */
function monthsByName(): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month++) {
        const parts = format.formatToParts(Date.UTC(2026, month - 1, 1))
        const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '')
        if (/^\p{L}+$/u.test(name) && !names.has(name)) names.set(name, month)
      }
    }
  }
  return names
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\.$/, '')
}
