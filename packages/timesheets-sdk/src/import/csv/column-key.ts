/** What a column is known by: its name without case, blanks and punctuation, so that `Billable?` is `billable`. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
