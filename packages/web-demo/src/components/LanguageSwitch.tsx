import { useTexts } from '../texts/index.ts'

/** Says that the chosen language could not be loaded, in that language and in the one on the screen. */
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
