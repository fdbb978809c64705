import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { createApiClient } from './api/client.ts'
import { troubleHooks } from './api/trouble.ts'
import { callbackPath, createSession } from './auth/index.ts'
import { loadSettings } from './settings.ts'
import { App } from './shell/App.tsx'
import { startLanguage } from './texts/index.ts'
import './styles/index.css'

// A person is waiting, and the queue retries a failed save.
const giveUpAfterMs = 8_000

/**
 * Shows the application. A function, because a module that awaits during its evaluation deadlocks with its
 * imports. `public/start.js` tells the person when this rejects.
 */
async function start(): Promise<void> {
  // Its message is shown by start.js. Without HTTPS, browsers withhold what a sign-in needs.
  if (!isSecureContext) throw new Error('Open Timesheets by https:// · Öffnen Sie Timesheets über https://')
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no element #root')
  const [settings] = await Promise.all([loadSettings(), startLanguage()])
  const session = createSession(settings)
  // Before the first drawing, which does not need the outcome.
  if (location.pathname !== callbackPath) void session.start()
  const client = createApiClient({
    baseUrl: settings.apiUrl,
    tokenProvider: session.tokenProvider,
    retry: { giveUpAfterMs },
    hooks: troubleHooks,
  })
  // In pieces, so that responses are taken in between.
  startTransition(() => createRoot(root).render(<App session={session} client={client} />))
}

void start()
