import { useTexts } from './language.ts'
import type { SignInTexts } from './sign-in-en.ts'

/** The texts of signing in, in the language of this person. */
export function useSignInTexts(): SignInTexts {
  return useTexts().texts.signIn
}
