/** Bytes in chunks of `size`, as a file gives them; text as UTF-8. */
export async function* chunks(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

export function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index++) {
    view.setUint16(index * 2, text.charCodeAt(index), isLittleEndian)
  }
  return bytes
}

export async function all<T>(portions: AsyncIterable<Iterable<T>>): Promise<T[]> {
  const items: T[] = []
  for await (const portion of portions) items.push(...portion)
  return items
}
