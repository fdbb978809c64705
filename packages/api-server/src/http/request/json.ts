import { isUtf8 } from 'node:buffer'
import { HttpProblem } from 'timesheets-sdk/decide'

const byteOrderMark = '\uFEFF'

/**
 * The text of a body in UTF-8 (RFC 8259 section 8.1), without a byte order mark.
 * @throws {HttpProblem} `malformed_json`
 */
export function textOf(bytes: Buffer): string {
  // Decoding would replace invalid bytes, and the replacement would be stored.
  if (!isUtf8(bytes)) throw new HttpProblem('malformed_json', 'the body is not UTF-8')
  const text = bytes.toString('utf8')
  return text.startsWith(byteOrderMark) ? text.slice(1) : text
}
