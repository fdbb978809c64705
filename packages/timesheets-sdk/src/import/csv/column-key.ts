/** The key of a column: its name without case, spaces and punctuation, so that `Billable?` is `billable`. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
