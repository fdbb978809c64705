import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

/** A modal dialog on the browser's own: it keeps the focus in, gives it back, and closes on Esc. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // The first control may be far below, as under a list of keys: a person reads from the top.
    if (element && element.scrollTop > 0 && heading.current) {
      heading.current.tabIndex = -1
      heading.current.focus()
    }
    // Closing before it goes from the page is what gives the focus back.
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 ref={heading} id={titleId}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}
