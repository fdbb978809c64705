type Env = Readonly<Record<string, string | undefined>>

// POSIX spellings of UTC, which name no zone of the IANA database.
const utc = /^(utc|gmt)?([+-]?0+)?$/i

/**
 * The fault in `TZ`, if any. Node takes UTC, silently, for a zone that it does not know, and then "today" can
 * be another day than on the wall.
 *
 * @param zone the zone that the process uses. Default: as `Intl` says
 */
export function faultInTimeZone({ TZ }: Env, zone = zoneInUse()): string | undefined {
  // The system accepts a colon before the name, and folders of its own.
  const name = TZ?.replace(/^:?(\/usr\/share\/zoneinfo\/)?(posix\/)?/, '') ?? ''
  if (utc.test(name) || (zone !== undefined && (zone !== 'UTC' || isZone(name)))) return undefined
  return `TZ is ${JSON.stringify(TZ)}, which is not known here, so times and days are those of UTC: set it to a name such as Europe/Berlin`
}

function zoneInUse(): string | undefined {
  // Undefined, against its type, for a zone that it does not know.
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === 'UTC'
  } catch {
    return false
  }
}
