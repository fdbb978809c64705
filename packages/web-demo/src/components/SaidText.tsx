import { useFormats, useTexts } from '../texts/index.ts'
import { isInEnglish, type Said } from '../texts/said.ts'
import { useInWords } from '../texts/use-in-words.ts'

/** What the API or the rules say, in the language of this person; marked as English where that has no words for it. */
export function SaidText({ said }: { said: Said }) {
  const { words, language } = useTexts()
  const inWords = useInWords()
  const formats = useFormats()
  if (language === 'en' || !isInEnglish(said, words, formats)) return inWords(said)
  return <span lang="en">{inWords(said)}</span>
}
