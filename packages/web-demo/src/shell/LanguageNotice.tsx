import { useTexts } from '../texts/index.ts'

/** Tells a person that the language they chose could not be loaded, in that language and in the one that is shown. */
export function LanguageNotice() {
  const { texts, missing } = useTexts()
  if (missing === undefined) return null
  return (
    <div role="alert" className="notice language-notice">
      <p lang={missing.code}>{missing.notLoaded}</p>
      <p>{texts.app.languageMissing(missing.name)}</p>
    </div>
  )
}
