const backslash = 0x5c
const colon = 0x3a
/** White space of JSON has no code above that of the space. */
const space = 0x20

/**
 * Whether an object of a valid JSON text has the same member twice, of which its value has only the last.
 *
 * @param value the parsed text
 */
export function repeatsMember(text: string, value: unknown): boolean {
  return countMemberNames(text) !== countMembers(value)
}

/** The number of member names that a valid JSON text writes, repeated ones included. */
function countMemberNames(text: string): number {
  let count = 0
  let open = text.indexOf('"')
  while (open !== -1) {
    let next = closingQuote(text, open) + 1
    while (text.charCodeAt(next) <= space) next++
    if (text.charCodeAt(next) === colon) count++
    open = text.indexOf('"', next)
  }
  return count
}

/** The number of members in all objects of a parsed value. Without recursion: a text can nest any depth. */
function countMembers(value: unknown): number {
  let count = 0
  const pending: object[] = isObject(value) ? [value] : []
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    const members: readonly unknown[] = Array.isArray(one) ? one : Object.values(one)
    if (!Array.isArray(one)) count += members.length
    for (const member of members) if (isObject(member)) pending.push(member)
  }
  return count
}

function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1)
  while (isEscaped(text, close)) close = text.indexOf('"', close + 1)
  return close
}

function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text.charCodeAt(first - 1) === backslash) first--
  return (at - first) % 2 === 1
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
