/**
 * Sign-in. The application uses it like this:
 *
 * ```tsx
 * const settings = await loadSettings()          // src/settings.ts const session = createSession(settings)
 * const timesheets = createTimesheetsClient({ baseUrl: settings.apiUrl, tokenProvider: session.tokenProvider
 * })
 *
 * <SessionProvider session={session}>
 *   <Route path="/callback"><CallbackPage onDone={(path) => navigate(path, { replace: true })} /></Route>
 *   everything else: <SignInGate pending={<Skeleton />}>...pages...<SignInAgain /></SignInGate>
 * </SessionProvider>
 * ```
 *
 * `SignInGate` starts the session. It shows `SignInPage` while nobody is signed in, otherwise its children,
 * which stay when the session ends. `SignInAgain` is a strip that appears when the session has ended.
 */
export { CallbackPage } from './CallbackPage.tsx'
export { callbackPath, createSession } from './create-session.ts'
export { SignInFailure, type SignInFailureCode } from './failures.ts'
export { SignInAgain } from './SignInAgain.tsx'
export { SignInGate } from './SignInGate.tsx'
export { SignInPage } from './SignInPage.tsx'
export type { Flow, Profile, Session, SessionState, SignInOptions } from './session.ts'
export { SessionProvider, useSession } from './session-context.tsx'
