import { useState } from 'react'
import { useTexts } from '../texts/index.ts'
import { Dialog } from './Dialog.tsx'
import { areSingleKeysOn, setSingleKeys } from './single-keys.ts'

/** The list of keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { texts } = useTexts()
  const [isOn, setOn] = useState(areSingleKeysOn)
  return (
    <Dialog title={texts.keys.title} onClose={onClose}>
      <dl className="keys">
        {texts.keys.list.map(([key, meaning]) => (
          <div key={key + meaning}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            setSingleKeys(event.target.checked)
            setOn(event.target.checked)
          }}
        />
        {texts.keys.singleKeys}
      </label>
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.keys.close}
        </button>
      </p>
    </Dialog>
  )
}
