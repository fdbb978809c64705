/** The code of an error of Node or a library, such as `ECONNRESET`; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
