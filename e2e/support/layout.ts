import type { Page } from 'playwright-core'

/**
 * The faults in the layout of the current page: it is wider than its window, a cell's content sticks out of
 * the cell, a word is broken in two, or a text is cut off. Empty when all can be read.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // The second frame begins after React has heard of the new width; what it then shows may have to be
    // loaded first.
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await nextFrame()
    do await nextFrame()
    while (document.querySelector('.skeleton'))
    const faults: string[] = []
    const { scrollWidth } = document.documentElement
    if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} px wide`)
    const place = (element: Element) => `${element.tagName.toLowerCase()}.${element.className.split(' ')[0]}`
    const cells =
      ':is(header, main, dialog) :is(th, td, dt, dd, p, h1, h2, h3, .empty-week, .review-name, .row-code, .field, button, a)'
    for (const cell of document.querySelectorAll<HTMLElement>(cells)) {
      if (!cell.checkVisibility() || cell.closest('.visually-hidden')) continue
      const text = cell.textContent.trim().slice(0, 40)
      const isInline = getComputedStyle(cell).display === 'inline'
      if (!isInline && cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 0) {
        faults.push(`${place(cell)} "${text}" needs ${cell.scrollWidth} px and has ${cell.clientWidth}`)
      }
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const parent = text.parentElement
      if (!parent?.checkVisibility() || parent.closest('.visually-hidden, svg, select, noscript')) continue
      const whole = document.createRange()
      whole.selectNodeContents(text)
      if (whole.getClientRects().length < 2) continue
      // Between words, and after a hyphen, a line may end.
      for (const { 0: word, index } of (text.nodeValue ?? '').matchAll(/[^\s/–—-]+/g)) {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        if (lines.size > 1) faults.push(`${place(parent)} breaks the word "${word}"`)
      }
    }
    return [...new Set(faults)]
  })
}

/**
 * The boxes that are elsewhere, or of another width, when the page is written in the other direction: each
 * should be as far from one side as it was from the other.
 */
export function mirrorFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const boxes = [...document.querySelectorAll<HTMLElement>(':is(header, main, dialog) *')].filter(
      (one) =>
        one.checkVisibility() && !one.closest('svg, select') && getComputedStyle(one).display !== 'inline',
    )
    const measure = () => boxes.map((box) => box.getBoundingClientRect())
    const before = measure()
    root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl'
    const after = measure()
    root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl'
    const { clientWidth } = root
    return boxes.flatMap((box, index) => {
      const [one, other] = [before[index], after[index]]
      if (!one || !other || Math.abs(clientWidth - one.right - other.left) <= 1) return []
      const place = `${box.tagName.toLowerCase()}.${box.className}`
      return [
        `${place} "${box.textContent.slice(0, 30)}" is at ${other.left}, not ${clientWidth - one.right}`,
      ]
    })
  })
}

/**
 * The marks of the current page that vanish in forced colours, which have no backgrounds: dots, bars and
 * lines without text that only a background shows.
 */
export async function forcedColorFaults(page: Page): Promise<string[]> {
  const marks = () => page.evaluate(findMarks)
  const before = await marks()
  await page.emulateMedia({ forcedColors: 'active' })
  const after = new Set(await marks())
  await page.emulateMedia({ forcedColors: 'none' })
  return before.filter((mark) => !after.has(mark))
}

function findMarks(): string[] {
  const isOpaque = (color: string) => !/^rgba\(.*, 0\)$|\/ 0\)$/.test(color)
  const behind = (element: Element | null): string => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one)
      if (isOpaque(backgroundColor)) return backgroundColor
    }
    return ''
  }
  const isSeen = (style: CSSStyleDeclaration, background: string) =>
    (isOpaque(style.backgroundColor) && style.backgroundColor !== background) ||
    (Number.parseFloat(style.borderTopWidth) > 0 && isOpaque(style.borderTopColor)) ||
    (Number.parseFloat(style.borderBottomWidth) > 0 && isOpaque(style.borderBottomColor))
  const elements = [...document.querySelectorAll<HTMLElement>(':is(header, main) *:not(svg, svg *, td, th)')]
  return elements.flatMap((element) => {
    if (!element.checkVisibility() || element.closest('.visually-hidden')) return []
    const place = `${element.tagName.toLowerCase()}.${element.className}`
    const isEmpty = element.childNodes.length === 0 && element.offsetWidth > 0 && element.offsetHeight > 0
    const isField = element.matches('input, select, textarea, progress')
    const own = isEmpty && !isField && isSeen(getComputedStyle(element), behind(element.parentElement))
    const parts = ['::before', '::after'].filter((part) => {
      const style = getComputedStyle(element, part)
      return style.content === '""' && style.display !== 'none' && isSeen(style, behind(element))
    })
    return [...(own ? [place] : []), ...parts.map((part) => `${place} ${part}`)]
  })
}
