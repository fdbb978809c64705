import { Icon } from '../../components/Icon.tsx'
import { useSettingsTexts } from './texts.ts'

interface ItemsCardProps {
  readonly title: string
  readonly help: string
  readonly add: string
  readonly items: readonly { readonly name: string; readonly details: string }[]
  /** Opens the item of a name; without one, a new item. */
  readonly onOpen: (name?: string) => void
}

/** A list in the policy: its items, each opened by its button. */
export function ItemsCard({ title, help, add, items, onOpen }: ItemsCardProps) {
  const texts = useSettingsTexts()
  return (
    <section className="card settings-card" aria-label={title}>
      <div className="settings-bar">
        <h2>{title}</h2>
        <button type="button" onClick={() => onOpen()}>
          <Icon name="plus" />
          {add}
        </button>
      </div>
      <p className="form-help">{help}</p>
      <ul className="settings-items">
        {items.map(({ name, details }) => (
          <li key={name}>
            <button
              type="button"
              className="link-button"
              aria-label={texts.edit(name)}
              onClick={() => onOpen(name)}
            >
              <bdi>{name}</bdi>
            </button>
            <span className="cell-more">{details}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
