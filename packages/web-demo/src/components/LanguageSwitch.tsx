import { chooseLanguage, type Language, languageNames, useTexts } from '../texts/index.ts'

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

/** The choice of language, on every page and before the sign-in. */
export function LanguageSwitch() {
  const { texts, language } = useTexts()
  return (
    <label className="language">
      <span className="visually-hidden">{texts.app.language}</span>
      <select value={language} onChange={(event) => void chooseLanguage(event.target.value as Language)}>
        {languageNames.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
