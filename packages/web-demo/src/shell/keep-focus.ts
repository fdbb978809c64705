/**
 * Gives the focus a place when the element that has it is removed, such as a button that has removed its own
 * row: the nearest part of the page around it that stays, from which Tab goes on. Browsers would begin at the
 * top again, and screen readers say nothing. Returns a function that stops that.
 */
export function keepFocus(): () => void {
  let path: readonly Element[] = []

  const onFocusIn = ({ target }: FocusEvent) => {
    path = target instanceof Element ? pathOf(target) : []
  }
  const onPointerDown = () => {
    // A click beside everything takes the focus away on purpose.
    path = []
  }
  const observer = new MutationObserver(() => {
    const [focused, ...around] = path
    if (!focused || focused.isConnected) return
    path = []
    const isLost = document.activeElement === document.body
    const place = around.find((element) => element.isConnected)
    if (isLost && place instanceof HTMLElement && place !== document.body) focusPart(place)
  })

  document.addEventListener('focusin', onFocusIn)
  document.addEventListener('pointerdown', onPointerDown)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', onFocusIn)
    document.removeEventListener('pointerdown', onPointerDown)
    observer.disconnect()
  }
}

function pathOf(element: Element): Element[] {
  const path: Element[] = []
  for (let one: Element | null = element; one; one = one.parentElement) path.push(one)
  return path
}

/** Focuses a part of the page that takes no focus otherwise. */
function focusPart(place: HTMLElement): void {
  const isOwn = place.hasAttribute('tabindex')
  if (!isOwn) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus({ preventScroll: true })
}
