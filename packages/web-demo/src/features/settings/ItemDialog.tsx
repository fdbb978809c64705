import { type FormEvent, type ReactNode, useState } from 'react'
import type { Policy } from 'timesheets-sdk/model'
import { Dialog } from '../../components/Dialog.tsx'
import { CancelAndSave, SaveProblem } from '../../components/form-fields.tsx'
import { ConflictNotice } from './ConflictNotice.tsx'
import { type ChangePolicy, usePolicyChange } from './policy-change.ts'
import { useSettingsTexts } from './texts.ts'

interface ItemDialogProps {
  readonly title: string
  readonly policy: Policy
  /** The change that stores the item; `undefined` if it has problems, which the dialog shows by then. */
  readonly storing: () => ChangePolicy | undefined
  /** The change that removes it; `undefined`: it is new. */
  readonly removal: ChangePolicy | undefined
  readonly onClose: () => void
  readonly onSaved: () => void
  readonly children: ReactNode
}

/** Adds, changes or removes one item of a list in the policy. */
export function ItemDialog({ title, policy, storing, removal, onClose, onSaved, children }: ItemDialogProps) {
  const texts = useSettingsTexts()
  // The policy as it was when the dialog opened: what the person decides on.
  const [begun] = useState(policy)
  const [isRemoving, setRemoving] = useState(false)
  const change = usePolicyChange(begun, (isSaved) => {
    if (isSaved) onSaved()
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const stored = storing()
    if (stored && !change.isSaving) change.save(stored)
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        {children}
        <SaveProblem error={change.error} />
        <ConflictNotice change={change} policy={begun} />
        <p className="dialog-actions">
          {removal && (
            <button
              type="button"
              className="quiet"
              onClick={() => (isRemoving ? change.save(removal) : setRemoving(true))}
            >
              {isRemoving ? texts.removeSure : texts.remove}
            </button>
          )}
          <CancelAndSave texts={texts} onCancel={onClose} isSaving={change.isSaving} />
        </p>
      </form>
    </Dialog>
  )
}
