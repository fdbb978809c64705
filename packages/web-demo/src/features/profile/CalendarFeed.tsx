import { useMutation } from '@tanstack/react-query'
import { TimesheetsError } from 'timesheets-sdk/client'
import { useClient } from '../../api/context.ts'
import { SaveProblem } from '../../components/form-fields.tsx'
import { useProfileTexts } from './texts.ts'

/** Creates and withdraws the address at which calendar programs read the person's entries and absences. */
export function CalendarFeed() {
  const texts = useProfileTexts()
  const client = useClient()
  const acting = useMutation({ mutationFn: (act: () => Promise<Outcome>) => act() })
  const create = () => acting.mutate(async () => ({ url: (await client.feed.create()).url }))
  const withdraw = () =>
    acting.mutate(async () => {
      try {
        await client.feed.withdraw()
        return { words: texts.withdrawn }
      } catch (error) {
        if (error instanceof TimesheetsError && error.code === 'not_found') return { words: texts.noAddress }
        throw error
      }
    })
  const { url, words }: Outcome = acting.data ?? {}
  return (
    <section className="card profile-card">
      <h2>{texts.calendar}</h2>
      <p>{texts.calendarHelp}</p>
      <p className="profile-actions">
        <button type="button" disabled={acting.isPending} aria-describedby="feed-help" onClick={create}>
          {texts.newAddress}
        </button>
        <button type="button" disabled={acting.isPending} onClick={withdraw}>
          {texts.withdraw}
        </button>
        <span id="feed-help" className="form-help">
          {texts.newAddressHelp}
        </span>
      </p>
      {url && (
        <label className="field">
          {texts.address}
          <input readOnly dir="ltr" value={url} onFocus={({ target }) => target.select()} />
        </label>
      )}
      <p role="status">{words}</p>
      <SaveProblem error={acting.error} />
    </section>
  )
}

interface Outcome {
  readonly url?: string
  readonly words?: string
}
