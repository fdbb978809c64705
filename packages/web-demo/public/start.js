// Runs before the application, and without it: when the application cannot be loaded or fails before it shows
// anything, the page says so in place of staying blank. `#not-started` in index.html holds the text.
const giveUpAfterMs = 20_000

// The chosen theme holds before the application is there: no flash of the other one.
try {
  const { theme } = JSON.parse(localStorage.getItem('timesheets:preferences') ?? '{}')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is forbidden: the device's theme holds.
}

// What the silent sign-in needs of a person who signed in here before (src/auth/visit-memory.ts).
try {
  const flow = localStorage.getItem('timesheets:signed-in-by') ?? ''
  for (const href of document.currentScript?.dataset[flow]?.split(' ') ?? []) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
  }
} catch {
  // Storage is forbidden: it is loaded when it is needed.
}

/** @param {unknown} [reason] */
function sayNotStarted(reason) {
  const root = document.getElementById('root')
  const notice = document.getElementById('not-started')
  if (!root || !notice) {
    // The page is still being parsed.
    document.addEventListener('DOMContentLoaded', () => sayNotStarted(reason), { once: true })
    return
  }
  if (root.hasChildNodes()) return
  notice.hidden = false
  for (const button of notice.querySelectorAll('button')) button.onclick = () => location.reload()
  const words = notice.querySelector('.not-started-reason')
  if (words && reason instanceof Error) words.textContent = reason.message
}

// A script that cannot be loaded reports an error at its own element, which does not bubble.
addEventListener(
  'error',
  (event) => sayNotStarted(event instanceof ErrorEvent ? event.error : undefined),
  true,
)
addEventListener('unhandledrejection', ({ reason }) => sayNotStarted(reason))
setTimeout(sayNotStarted, giveUpAfterMs)
