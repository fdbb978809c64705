import { useState } from 'react'
import { areSingleKeysOn, setSingleKeys } from './keys.ts'

/** Turns the keys without Ctrl on and off. */
export function SingleKeysCheck({ label }: { label: string }) {
  const [isOn, setOn] = useState(areSingleKeysOn)
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          setSingleKeys(event.target.checked)
          setOn(event.target.checked)
        }}
      />
      {label}
    </label>
  )
}
