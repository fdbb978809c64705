/** More than an entry of NDJSON can have. */
const longestBeginning = 65_536

/**
 * Whether a file is JSON or NDJSON by its beginning; `undefined`: it is neither, and may be a table. It reads no further than it
 * must, and closes the source.
 */
export async function recognizeValues(
  source: AsyncIterable<Uint8Array>,
): Promise<'json' | 'ndjson' | undefined> {
  const decoder = new TextDecoder()
  let beginning = ''
  for await (const chunk of source) {
    beginning += decoder.decode(chunk, { stream: true })
    const text = beginning.trimStart()
    if (text !== '' && (!text.startsWith('{') || text.includes('\n'))) break
    if (beginning.length > longestBeginning) break
  }
  const text = beginning.trimStart()
  if (text.startsWith('[')) return 'json'
  return text.startsWith('{') ? kindOfObjects(text) : undefined
}

function kindOfObjects(text: string): 'json' | 'ndjson' {
  try {
    // A whole object on the first line is one of many, unless it holds them all.
    const value: unknown = JSON.parse(text.split('\n', 1)[0] ?? '')
    return typeof value === 'object' && value !== null && 'entries' in value ? 'json' : 'ndjson'
  } catch {
    return 'json'
  }
}
