import { useState } from 'react'
import { useCaller } from '../../api/context.ts'
import { useNames } from '../../api/names.ts'
import { useWeekKeyTexts } from '../../components/keys-texts.ts'
import { late } from '../../components/late.tsx'
import { SingleKeysCheck } from '../../components/SingleKeysCheck.tsx'
import { useTitle } from '../../components/use-browser.ts'
import { CalendarFeed } from './CalendarFeed.tsx'
import { DisplaySettings } from './DisplaySettings.tsx'
import { useProfileTexts } from './texts.ts'
import '../../styles/forms.css'
import './profile.css'

const KeysDialog = late(async () => (await import('../../components/KeysDialog.tsx')).KeysDialog)

/** The settings of a person on this device, and the facts about them. */
export function ProfilePage() {
  const texts = useProfileTexts()
  const keys = useWeekKeyTexts()
  const [isShowingKeys, setShowingKeys] = useState(false)
  useTitle(texts.documentTitle)
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
      </div>
      <div className="profile">
        <DisplaySettings />
        <section className="card profile-card">
          <h2>{texts.keyboard}</h2>
          <SingleKeysCheck label={keys.singleKeys} />
          <p>
            <button type="button" onClick={() => setShowingKeys(true)}>
              {texts.showKeys}
            </button>
          </p>
        </section>
        <CalendarFeed />
        <AboutYou />
      </div>
      {isShowingKeys && <KeysDialog onClose={() => setShowingKeys(false)} />}
    </>
  )
}

/** The facts of the roster about the person. */
function AboutYou() {
  const texts = useProfileTexts()
  const { person } = useCaller()
  const nameOf = useNames()
  const facts = person && [
    [texts.name, person.name],
    [texts.email, person.email],
    [texts.expected, person.expectedHoursPerWeek?.toLocaleString(document.documentElement.lang)],
    [texts.manager, person.managerId && nameOf(person.managerId)],
  ]
  return (
    <section className="card profile-card">
      <h2>{texts.you}</h2>
      {facts ? (
        <dl className="profile-facts">
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd dir="auto">{value}</dd>
                </div>
              ),
          )}
        </dl>
      ) : (
        <p>{texts.notInRoster}</p>
      )}
    </section>
  )
}
