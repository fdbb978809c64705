import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { useCaller } from '../../api/context.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Icon } from '../../components/Icon.tsx'
import { useSavedViews } from './saved-views.ts'
import { useReportTexts } from './texts.ts'

const longestName = 60

/** The saved reports of this person as links, and a way to save the present one. */
export function SavedViews({ search }: { search: string }) {
  const texts = useReportTexts()
  const { userId } = useCaller()
  const { views, save, forget } = useSavedViews(userId)
  const [isNaming, setNaming] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name === '') return
    save({ name, search })
    setNaming(false)
  }
  return (
    <nav className="saved-views" aria-label={texts.savedViews}>
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <Link href={`/reports?${view.search}`} aria-current={view.search === search ? 'page' : undefined}>
              <bdi>{view.name}</bdi>
            </Link>
            <button
              type="button"
              className="icon-button quiet"
              aria-label={texts.forget(view.name)}
              onClick={() => forget(view.name)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="quiet" onClick={() => setNaming(true)}>
        <Icon name="plus" />
        {texts.saveView}
      </button>
      {isNaming && (
        <Dialog title={texts.saveView} onClose={() => setNaming(false)}>
          <form onSubmit={submit}>
            <label className="field">
              {texts.viewName}
              <input name="name" required maxLength={longestName} autoComplete="off" />
            </label>
            <p className="dialog-actions">
              <button type="button" onClick={() => setNaming(false)}>
                {texts.cancel}
              </button>
              <button type="submit" className="primary">
                {texts.save}
              </button>
            </p>
          </form>
        </Dialog>
      )}
    </nav>
  )
}
