import { useMemo } from 'react'
import type { SignInTexts } from '../auth/texts-en.ts'
import { saidOfFailure } from './failed.ts'
import { type Formats, formatsOf } from './formats.ts'
import { useTexts } from './language.ts'
import { inWords, type Said } from './said.ts'

export type { Texts } from './en.ts'
export { type Formats, formatsOf } from './formats.ts'
export {
  chooseLanguage,
  getTexts,
  type Language,
  languageNames,
  startLanguage,
  useTexts,
} from './language.ts'

/** The texts of signing in, in the language of this person. */
export function useSignInTexts(): SignInTexts {
  return useTexts().texts.signIn
}

/** The formats of the language of this person. */
export function useFormats(): Formats {
  return formatsOf(useTexts().language)
}

/** `inWords` in the language of this person. */
export function useInWords(): (said: Said) => string {
  const { words } = useTexts()
  const formats = useFormats()
  return useMemo(() => (said) => inWords(said, words, formats), [words, formats])
}

/** Why a request failed, in the language of this person. */
export function useFailureWords(): (error: unknown) => string {
  const { texts } = useTexts()
  const say = useInWords()
  return (error) => say(saidOfFailure(error, texts))
}
