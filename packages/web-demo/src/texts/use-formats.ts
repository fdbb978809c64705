import { type Formats, formatsOf } from './formats.ts'
import { useTexts } from './language.ts'

/** The formats of the language of this person. */
export function useFormats(): Formats {
  return formatsOf(useTexts().language)
}
