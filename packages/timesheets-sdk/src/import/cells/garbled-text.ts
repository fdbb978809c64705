// The two bytes of letters such as ü, as windows-1252 reads them. Not with a quotation mark as the second
// one: Ã stands at the end of words, too.
const misread = /Ã[¡-ª¬-º¼-¿Ÿœ]/
const lost = '\ufffd'

/**
 * Whether a text was saved in one encoding and read in another: `MÃ¼ller`, as spreadsheets do if a CSV file
 * in UTF-8 is opened with a double click, or `M�ller`.
 */
export function isGarbled(text: string): boolean {
  return misread.test(text) || text.includes(lost)
}
