import { useMemo } from 'react'
import { useTexts } from './language.ts'
import { inWords, type Said } from './said.ts'
import { useFormats } from './use-formats.ts'

/** `inWords` in the language of this person. */
export function useInWords(): (said: Said) => string {
  const { words } = useTexts()
  const formats = useFormats()
  return useMemo(() => (said) => inWords(said, words, formats), [words, formats])
}
