import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../components/Icon.tsx'

interface MenuProps {
  readonly name: string
  /** Whether the page on the screen is one of its links. */
  readonly isHere: boolean
  /** Links. */
  readonly children: ReactNode
}

/** Links behind a button: the disclosure navigation of the ARIA Authoring Practices. */
export function Menu({ name, isHere, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const linksId = useId()
  useEffect(() => {
    if (!isOpen) return
    const close = () => setOpen(false)
    const onEvent = (event: Event) => {
      const { target } = event
      const isWithin = target instanceof Node && menu.current?.contains(target)
      if (!isWithin) close()
      else if (event instanceof KeyboardEvent && event.key === 'Escape') {
        close()
        button.current?.focus()
      } else if (event.type === 'click' && target instanceof Element && target.closest('a')) close()
    }
    const types = ['pointerdown', 'focusin', 'keydown', 'click']
    for (const type of types) document.addEventListener(type, onEvent)
    return () => {
      for (const type of types) document.removeEventListener(type, onEvent)
    }
  }, [isOpen])
  return (
    <div ref={menu} className="menu">
      <button
        ref={button}
        type="button"
        className={isHere ? 'nav-link menu-button is-here' : 'nav-link menu-button'}
        aria-expanded={isOpen}
        aria-controls={linksId}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
        <Icon name="down" />
      </button>
      <div id={linksId} className="menu-links" hidden={!isOpen}>
        {children}
      </div>
    </div>
  )
}
