import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import type { ApiClient } from '../api/client.ts'
import { ClientContext, useCaller } from '../api/context.ts'
import { CallbackPage, callbackPath, type Session, SessionProvider, SignInGate } from '../auth/index.ts'
import { LanguageNotice } from '../components/LanguageSwitch.tsx'
import { Skeleton } from '../components/PageState.tsx'
import { SavingProvider } from '../saving/SavingProvider.tsx'
import { AppShell } from './AppShell.tsx'
import { CallerGate } from './CallerGate.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loadAhead } from './load-ahead.ts'
import { PendingPage } from './PendingPage.tsx'
import { Routes } from './Routes.tsx'

/** The application: sign-in around it, the API's data and the queue of changes within. */
export function App({ session, client }: { session: Session; client: ApiClient }) {
  const [, navigate] = useLocation()
  const goOn = useCallback((path: string) => navigate(path, { replace: true }), [navigate])
  return (
    <ErrorBoundary>
      <LanguageNotice />
      <SessionProvider session={session}>
        <Switch>
          <Route path={callbackPath}>
            <CallbackPage onDone={goOn} />
          </Route>
          <Route>
            <SignInGate pending={<Skeleton />}>
              <SignedIn client={client} />
            </SignInGate>
          </Route>
        </Switch>
      </SessionProvider>
    </ErrorBoundary>
  )
}

/**
 * The application of a signed-in person. It starts again for another person, so that nobody sees another's
 * data.
 */
function SignedIn({ client }: { client: ApiClient }) {
  const [queries] = useState(() => {
    const made = makeQueryClient()
    // Not in an effect: it would wait for the first drawing.
    loadAhead(made, client, location.pathname)
    return made
  })
  return (
    <QueryClientProvider client={queries}>
      <ClientContext value={client}>
        <AppShell>
          <ErrorBoundary>
            <CallerGate pending={<PendingPage />}>
              <Saving />
            </CallerGate>
          </ErrorBoundary>
        </AppShell>
      </ClientContext>
    </QueryClientProvider>
  )
}

function Saving() {
  const { userId } = useCaller()
  return (
    <SavingProvider key={userId} userId={userId}>
      <Routes />
    </SavingProvider>
  )
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // The SDK's client has already retried.
        retry: false,
        // Offline, a query fails and says so, where it would otherwise wait without a word.
        networkMode: 'always',
        refetchOnReconnect: true,
      },
    },
  })
}
