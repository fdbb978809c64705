import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Gives an element the class `is-stacked` while its children do not fit on one line. Their widths depend on
 * the person, the language and the font, so that no width of the window tells.
 */
export function useStacking(): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null)
  // Before each drawing: other links or another language need another width.
  useLayoutEffect(() => stackIfNeeded(ref.current))
  useEffect(() => {
    // Not at once: what changes its size meanwhile would be reported again, as an error.
    const observer = new ResizeObserver(() => requestAnimationFrame(() => stackIfNeeded(ref.current)))
    for (const element of [ref.current, ...(ref.current?.children ?? [])])
      if (element) observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return ref
}

function stackIfNeeded(element: HTMLElement | null): void {
  if (!element) return
  element.classList.remove('is-stacked')
  const [first, ...others] = [...element.children].map((child) => child.getBoundingClientRect())
  const wraps = first !== undefined && others.some(({ top }) => top >= first.bottom)
  element.classList.toggle('is-stacked', wraps)
}
