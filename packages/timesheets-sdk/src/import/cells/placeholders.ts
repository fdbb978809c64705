/**
 * The texts that databases, programs and people write into an empty cell. "NA" is not among them: it can be a
 * place or a project.
 */
const placeholder =
  /^(?:-{1,3}|[\u2013\u2014]|null|\(null\)|\\n|nil|none|\(none\)|nan|undefined|n\/a|n\.a\.|\(blank\)|\(empty\)|\(leer\)|\(vide\))$/i
const longestPlaceholder = 9
const firstOfPlaceholder = /^[-\u2013\u2014(\\nu]/i

/** Whether a cell only says that it has nothing. */
export function isPlaceholder(text: string): boolean {
  return text.length <= longestPlaceholder && firstOfPlaceholder.test(text) && placeholder.test(text)
}

/** The results of broken formulas, in the languages of spreadsheets. */
const formulaErrors: ReadonlySet<string> = new Set([
  ...['#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!', '#N/A', '#SPILL!', '#CALC!', '#FIELD!'],
  ...['#BEZUG!', '#WERT!', '#ZAHL!', '#NV', '#ÜBERLAUF!', '#VALEUR!', '#NOMBRE!', '#NOM?', '#N/D'],
  ...['#¡REF!', '#¡VALOR!', '#¡NUM!', '#¡DIV/0!', '#¿NOMBRE?', '#RIF!', '#VALORE!', '#NOME?', '#VALOR!'],
  ...['#VERW!', '#WAARDE!', '#GETAL!', '#NAAM?', '#N/B', '#DEEL/0!', '#ADR!', '#ARG!', '#LICZBA!'],
  ...['#NAZWA?', '#DZIEL/0!', '#NÚM!', '#ERROR!'],
])
const errorOfLibreOffice = /^Err:5\d\d$/

const numberSign = 0x23
const letterE = 0x45

/** Whether a cell has the error of a formula in place of its result. */
export function isFormulaError(cell: string): boolean {
  // Nearly every cell of a file begins with something else.
  const first = cell.charCodeAt(0)
  if (first === numberSign) return formulaErrors.has(cell.trim())
  return first === letterE && errorOfLibreOffice.test(cell.trim())
}
