import { de } from './de.ts'
import { wordsDe } from './words-de.ts'

/** All of German, loaded at once. */
export const german = { texts: de, words: wordsDe }
