/**
 * Signing in. The application uses it so:
 *
 * ```tsx
 * const settings = await loadSettings()          // src/settings.ts
 * const session = createSession(settings)
 * const timesheets = createTimesheetsClient({ baseUrl: settings.apiUrl, tokenProvider: session.tokenProvider })
 *
 * <SessionProvider session={session}>
 *   <Route path="/callback"><CallbackPage onDone={(path) => navigate(path, { replace: true })} /></Route>
 *   everything else: <SignInGate pending={<Skeleton />}>...pages...<SignInAgain /></SignInGate>
 * </SessionProvider>
 * ```
 *
 * `SignInGate` starts the session, shows `SignInPage` to who is signed out, and its children to who is signed in (or was
 * until now). `SignInAgain` is a strip that shows itself when the session has ended.
 */
export { CallbackPage } from './CallbackPage.tsx'
export { callbackPath, createSession } from './create-session.ts'
export { SignInFailure, type SignInFailureCode } from './failures.ts'
export { SessionProvider } from './SessionProvider.tsx'
export { SignInAgain } from './SignInAgain.tsx'
export { SignInGate } from './SignInGate.tsx'
export { SignInPage } from './SignInPage.tsx'
export type { Flow, Profile, Session, SessionState, SignInOptions } from './session.ts'
export { useSession } from './session-context.ts'
