import { Dialog } from './Dialog.tsx'
import { type KeyTexts, useWeekKeyTexts } from './keys-texts.ts'
import { SingleKeysCheck } from './SingleKeysCheck.tsx'

interface KeysDialogProps {
  /** Default: the keys of the week. */
  readonly texts?: KeyTexts
  readonly onClose: () => void
}

/** The list of keys. */
export function KeysDialog({ texts: given, onClose }: KeysDialogProps) {
  const ofWeek = useWeekKeyTexts()
  const keys = given ?? ofWeek
  return (
    <Dialog title={keys.title} onClose={onClose}>
      <dl className="keys">
        {keys.list.map(([key, meaning]) => (
          <div key={key + meaning}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      {keys.marks && (
        <>
          <h3>{keys.marks.title}</h3>
          <ul className="mark-list">
            {keys.marks.list.map(([mark, meaning]) => (
              <li key={mark}>
                <span className={`mark-${mark}`} aria-hidden="true">
                  {mark === 'several' && '2×'}
                </span>
                {meaning}
              </li>
            ))}
          </ul>
        </>
      )}
      <SingleKeysCheck label={keys.singleKeys} />
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {keys.close}
        </button>
      </p>
    </Dialog>
  )
}
