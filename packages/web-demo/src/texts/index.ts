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
export { useFormats } from './use-formats.ts'
