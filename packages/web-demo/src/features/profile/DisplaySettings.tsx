import { useId } from 'react'
import { choosePreferences, hourStyles, themes, usePreferences } from '../../preferences.ts'
import { chooseLanguage, languageNames, useTexts } from '../../texts/index.ts'
import { useProfileTexts } from './texts.ts'

const deviceZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Language, theme, hours and time zone. Each takes effect at once. */
export function DisplaySettings() {
  const texts = useProfileTexts()
  const { language } = useTexts()
  const { theme, hours, timeZone } = usePreferences()
  const example = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(7.5)
  return (
    <section className="card profile-card">
      <h2>{texts.display}</h2>
      <p className="form-help">{texts.onThisDevice}</p>
      <div className="form-grid">
        <Choice
          label={texts.language}
          value={language}
          options={languageNames.map(({ code, name }) => [code, name])}
          onChange={(code) => void chooseLanguage(code)}
        />
        <Choice
          label={texts.theme}
          value={theme}
          options={themes.map((one) => [one, texts.themes[one]])}
          onChange={(chosen) => choosePreferences({ theme: chosen })}
        />
        <Choice
          label={texts.hours}
          value={hours}
          options={hourStyles.map((style) => [
            style,
            style === 'clock' ? texts.hourStyles.clock : texts.hourStyles.decimal(example),
          ])}
          help={texts.hoursHelp}
          onChange={(style) => choosePreferences({ hours: style })}
        />
        <Choice
          label={texts.timeZone}
          value={timeZone ?? ''}
          options={[
            ['', texts.deviceZone(deviceZone)],
            ...Intl.supportedValuesOf('timeZone').map((zone) => [zone, zone.replaceAll('_', ' ')] as const),
          ]}
          help={texts.timeZoneHelp}
          onChange={(zone) => choosePreferences({ timeZone: zone === '' ? undefined : zone })}
        />
      </div>
      <p className="form-help">{texts.weekStart}</p>
    </section>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly (readonly [value: Value, name: string])[]
  readonly help?: string
  readonly onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, value, options, help, onChange }: ChoiceProps<Value>) {
  const helpId = useId()
  const choose = (text: string) => {
    const option = options.find(([one]) => one === text)
    if (option) onChange(option[0])
  }
  return (
    <div>
      <label className="field">
        {label}
        <select
          value={value}
          aria-describedby={help && helpId}
          onChange={({ target }) => choose(target.value)}
        >
          {options.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {help && (
        <p id={helpId} className="form-help">
          {help}
        </p>
      )}
    </div>
  )
}
