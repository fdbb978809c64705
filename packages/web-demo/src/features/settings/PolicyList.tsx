import { type FormEvent, type ReactNode, useState } from 'react'
import type { Policy } from 'timesheets-sdk/model'
import { Dialog } from '../../components/Dialog.tsx'
import { CancelAndSave, SaveProblem } from '../../components/form-fields.tsx'
import { Icon } from '../../components/Icon.tsx'
import { type Form, useForm } from '../../components/use-form.ts'
import type { Said } from '../../texts/said.ts'
import { ConflictNotice } from './ConflictNotice.tsx'
import { type Named, putNamed, withoutNamed } from './named-list.ts'
import { type ChangePolicy, usePolicyChange } from './policy-change.ts'
import { useSettingsTexts } from './texts.ts'

type Values = Readonly<Record<string, string>>

interface PolicyListProps<Item extends Named, V extends Values> {
  readonly policy: Policy
  readonly onSaved: () => void
  readonly title: string
  readonly help: string
  /** The words of the button that adds an item. */
  readonly add: string
  readonly itemsOf: (policy: Policy) => readonly Item[]
  readonly patchOf: (items: Item[]) => Partial<Policy>
  /** The words beside the name of an item. */
  readonly detailsOf: (item: Item) => string
  /** The form of an item; `undefined`: a new one. */
  readonly valuesOf: (item: Item | undefined) => V
  /** The item of a form; `undefined` where it cannot be read. */
  readonly read: (values: V) => Item | undefined
  readonly problemsOf: (values: V) => ReadonlyMap<string, Said>
  readonly fields: (form: Form<V>, isNew: boolean) => ReactNode
}

/** A list in the policy, whose items have names: each is added, changed and removed in a dialog. */
export function PolicyList<Item extends Named, V extends Values>(props: PolicyListProps<Item, V>) {
  const { policy, title, help, add, itemsOf, detailsOf } = props
  const texts = useSettingsTexts()
  const [opened, setOpened] = useState<{ readonly item: Item | undefined }>()
  return (
    <section className="card settings-card" aria-label={title}>
      <div className="settings-bar">
        <h2>{title}</h2>
        <button type="button" onClick={() => setOpened({ item: undefined })}>
          <Icon name="plus" />
          {add}
        </button>
      </div>
      <p className="form-help">{help}</p>
      <ul className="settings-items">
        {itemsOf(policy).map((item) => (
          <li key={item.name}>
            <button
              type="button"
              className="link-button"
              aria-label={texts.edit(item.name)}
              onClick={() => setOpened({ item })}
            >
              <bdi>{item.name}</bdi>
            </button>
            <span className="cell-more">{detailsOf(item)}</span>
          </li>
        ))}
      </ul>
      {opened && <PolicyItem {...props} item={opened.item} onClose={() => setOpened(undefined)} />}
    </section>
  )
}

interface PolicyItemProps<Item extends Named, V extends Values> extends PolicyListProps<Item, V> {
  /** `undefined`: a new one. */
  readonly item: Item | undefined
  readonly onClose: () => void
}

function PolicyItem<Item extends Named, V extends Values>(props: PolicyItemProps<Item, V>) {
  const { policy, item, itemsOf, patchOf, onClose, onSaved } = props
  const texts = useSettingsTexts()
  const form = useForm(props.valuesOf(item), props.problemsOf)
  // The policy as it was when the dialog opened: what the person decides on.
  const [begun] = useState(policy)
  const [isRemoving, setRemoving] = useState(false)
  const change = usePolicyChange(begun, (isSaved) => {
    if (isSaved) onSaved()
    onClose()
  })
  const name = item?.name
  const remove: ChangePolicy = (current) => patchOf(withoutNamed(itemsOf(current), name ?? ''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const stored = props.read(form.values)
    if (!form.check() || !stored || change.isSaving) return
    change.save((current) => patchOf(putNamed(itemsOf(current), name, stored)))
  }
  return (
    <Dialog title={name === undefined ? props.add : texts.edit(name)} onClose={onClose}>
      <form className="form" noValidate onSubmit={submit}>
        {props.fields(form, name === undefined)}
        <SaveProblem error={change.error} />
        <ConflictNotice change={change} policy={begun} />
        <p className="dialog-actions">
          {name !== undefined && (
            <button
              type="button"
              className="quiet"
              onClick={() => (isRemoving ? change.save(remove) : setRemoving(true))}
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
