import type { Page } from 'playwright-core'

interface Fiber {
  readonly tag: number
  readonly flags: number
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  readonly alternate: Fiber | null
  readonly stateNode: unknown
}

interface RenderCounter extends Window {
  __REACT_DEVTOOLS_GLOBAL_HOOK__?: object
  rendered?: string[]
}

/**
 * Lets {@link renderedBy} tell which components render. React reports each commit to its developer tools,
 * also when it is built for production. To be called before the page is opened.
 */
export async function watchRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counter = window as RenderCounter
    counter.rendered = []
    const functionTags = new Set([0, 11, 14, 15])
    const performedWork = 1
    const hostComponent = 5
    const placeOf = (fiber: Fiber): string => {
      let host: Fiber | null = fiber
      while (host && host.tag !== hostComponent) host = host.child
      const element = host?.stateNode
      return element instanceof Element ? `${element.localName}.${element.classList[0] ?? ''}` : ''
    }
    const look = (fiber: Fiber): void => {
      const before = fiber.alternate
      const isRendered = before === null || (fiber.flags & performedWork) !== 0
      if (functionTags.has(fiber.tag) && isRendered) counter.rendered?.push(placeOf(fiber))
      // The same child as before: nothing below has rendered.
      if (before !== null && fiber.child === before.child) return
      for (let child = fiber.child; child; child = child.sibling) look(child)
    }
    counter.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      supportsFiber: true,
      inject: () => 1,
      checkDCE: () => {},
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot: (_renderer: number, root: { readonly current: Fiber }) => look(root.current),
    }
  })
}

/**
 * How many components rendered during an act, by the element that each shows: `{ 'td.cell': 2, ... }`. What
 * renders in the two frames after the act counts too.
 */
export async function renderedBy(page: Page, act: () => Promise<void>): Promise<Record<string, number>> {
  await page.evaluate(() => {
    ;(window as RenderCounter).rendered = []
  })
  await act()
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const counts: Record<string, number> = {}
    for (const place of (window as RenderCounter).rendered ?? []) counts[place] = (counts[place] ?? 0) + 1
    return counts
  })
}
