import { useTexts } from '../texts/index.ts'
import { Dialog } from './Dialog.tsx'
import { SingleKeysCheck } from './SingleKeysCheck.tsx'

interface KeyTexts {
  readonly title: string
  readonly list: readonly (readonly [key: string, meaning: string])[]
  readonly singleKeys: string
  readonly close: string
  /** The meanings of the small marks in the cells. */
  readonly marks?: { readonly title: string; readonly list: readonly (readonly [Mark, string])[] }
}

export type Mark = 'note' | 'free' | 'several'

interface KeysDialogProps {
  /** Default: the keys of the week. */
  readonly texts?: KeyTexts
  readonly onClose: () => void
}

/** The list of keys. */
export function KeysDialog({ texts: given, onClose }: KeysDialogProps) {
  const { texts: all } = useTexts()
  const keys: KeyTexts = given ?? all.keys
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
