import { useTexts } from '../texts/index.ts'

/** Where the page's content is about to be. */
export function Skeleton() {
  const { texts } = useTexts()
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{texts.app.loading}</span>
      <span className="skeleton-bar" />
      <span className="skeleton-block" />
    </div>
  )
}
