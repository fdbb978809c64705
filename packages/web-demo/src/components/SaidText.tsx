import { useFormats, useInWords, useTexts } from '../texts/index.ts'
import { isInEnglish, type Said } from '../texts/said.ts'

/**
 * A message of the API or the rules in the person's language; marked as English where there is no
 * translation.
 */
export function SaidText({ said }: { said: Said }) {
  const { words, language } = useTexts()
  const inWords = useInWords()
  const formats = useFormats()
  if (language === 'en' || !isInEnglish(said, words, formats)) return inWords(said)
  return (
    <span lang="en" dir="ltr">
      {inWords(said)}
    </span>
  )
}
