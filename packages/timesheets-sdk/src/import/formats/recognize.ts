/** Larger than an entry of NDJSON can be. */
const longestBeginning = 65_536

/**
 * Whether a file is JSON or NDJSON, by its beginning; `undefined`: neither, maybe a table. It only reads as
 * far as needed, and closes the source.
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
    // A whole object on the first line is one entry of NDJSON, unless it contains all entries.
    const value: unknown = JSON.parse(text.split('\n', 1)[0] ?? '')
    return typeof value === 'object' && value !== null && 'entries' in value ? 'json' : 'ndjson'
  } catch {
    return 'json'
  }
}
