import type { Page } from 'playwright-core'

interface Recorded extends Window {
  longest?: { interactionMs: number; frameMs: number }
}

/** The longest time from an input to the next frame, and the longest time between two frames. */
export interface Figures {
  readonly interactionMs: number
  readonly frameMs: number
}

/**
 * Measures acts on a page by the browser's own event timing: the interaction that took longest until its
 * frame was on the screen (INP of few interactions), and the longest gap between frames meanwhile.
 */
export async function measure(page: Page, act: () => Promise<void>): Promise<Figures> {
  await page.evaluate(() => {
    const longest = { interactionMs: 0, frameMs: 0 }
    ;(window as Recorded).longest = longest
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId) longest.interactionMs = Math.max(longest.interactionMs, entry.duration)
      }
    })
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    let last = performance.now()
    const onFrame = (now: number) => {
      longest.frameMs = Math.max(longest.frameMs, Math.round(now - last))
      last = now
      requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)
  })
  await act()
  return page.evaluate(async () => {
    // The observer is told after the frame.
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame)
    return (window as Recorded).longest ?? { interactionMs: 0, frameMs: 0 }
  })
}
