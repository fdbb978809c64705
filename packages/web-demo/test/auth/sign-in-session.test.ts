import { AuthError } from 'timesheets-sdk/auth'
import { describe, expect, it, vi } from 'vitest'
import { callback, fakeBrowser, john, maria, signIn } from './fake-page.ts'

const away = new AuthError('issuer_unreachable', 'away')

describe('a page that is loaded', () => {
  it('asks nobody where nobody has signed in before', async () => {
    const { session, flow, page } = fakeBrowser().openPage()
    expect(session.getState()).toEqual({ status: 'starting' })
    await session.start()
    expect(session.getState()).toEqual({ status: 'signed-out' })
    expect(flow.signInSilently).not.toHaveBeenCalled()
    expect(page.leave).not.toHaveBeenCalled()
  })

  it('is signed in silently again after a reload, by the flow that was used', async () => {
    const browser = fakeBrowser()
    await browser.openPage().session.finish(callback({}, '#access_token=a'))
    const { session } = browser.openPage()
    await Promise.all([session.start(), session.start()])
    expect(session.getState()).toEqual({ status: 'signed-in', profile: maria, flow: 'implicit' })
    await expect(session.tokenProvider.getAccessToken()).resolves.toBe('token')
  })

  it('lets requests wait for a silent sign-in, and not for one that nobody expects', async () => {
    const browser = fakeBrowser()
    const nobody = browser.openPage().session
    await signIn(browser.openPage())
    const { session, flow } = browser.openPage()
    const asked = Promise.withResolvers<typeof maria>()
    flow.signInSilently.mockReturnValueOnce(asked.promise)
    const started = session.start()
    await vi.waitFor(() => expect(session.getState()).toEqual({ status: 'resuming' }))
    const token = session.tokenProvider.getAccessToken()
    asked.resolve(maria)
    await expect(token).resolves.toBe('token')
    await started
    await expect(nobody.tokenProvider.getAccessToken()).rejects.toMatchObject({ code: 'sign_in_required' })
  })

  it('lets waiting requests fail with the silent sign-in', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    const { session, flow } = browser.openPage()
    const asked = Promise.withResolvers<typeof maria>()
    flow.signInSilently.mockReturnValueOnce(asked.promise)
    void session.start()
    await vi.waitFor(() => expect(session.getState()).toEqual({ status: 'resuming' }))
    const token = session.tokenProvider.getAccessToken()
    asked.reject(away)
    await expect(token).rejects.toMatchObject({ code: 'sign_in_required' })
  })

  it('goes on with what is kept before it asks the issuer', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    const { session, flow } = browser.openPage()
    flow.resume.mockResolvedValueOnce(maria)
    await session.start()
    expect(session.getState()).toMatchObject({ status: 'signed-in' })
    expect(flow.signInSilently).not.toHaveBeenCalled()
  })

  it('says so where the issuer is away, and can be tried again', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    browser.issuer.failure = away
    const { session } = browser.openPage()
    await session.start()
    expect(session.getState()).toMatchObject({
      status: 'signed-out',
      failure: { code: 'issuer_unreachable' },
    })
    browser.issuer.failure = undefined
    await session.start()
    expect(session.getState()).toMatchObject({ status: 'signed-in' })
  })
})

describe('where the browser keeps the issuer’s cookies from frames', () => {
  it('one redirect signs in and comes back to the page', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    browser.issuer.frameHasCookies = false
    const before = browser.openPage()
    await before.session.start()
    expect(before.session.getState()).toEqual({ status: 'leaving' })
    expect(before.flow.leave).toHaveBeenCalledExactlyOnceWith({ returnTo: '/week/2026-W48', isSilent: true })

    const after = browser.openPage(before.tab)
    const path = await after.session.finish(callback({ code: 'c', state: 's', returnTo: '/week/2026-W48' }))
    expect(path).toBe('/week/2026-W48')
    expect(after.session.getState()).toMatchObject({ status: 'signed-in', profile: maria })
  })

  it('a redirect that finds nobody ends on the page, at the sign-in, and is not repeated', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    browser.issuer.person = undefined
    const before = browser.openPage()
    await before.session.start()

    const after = browser.openPage(before.tab)
    expect(await after.session.finish(callback({ error: 'login_required', state: 's' }))).toBe(
      '/week/2026-W48',
    )
    expect(after.session.getState()).toEqual({ status: 'signed-out' })

    const later = browser.openPage(before.tab)
    await later.session.start()
    expect(later.session.getState()).toEqual({ status: 'signed-out' })
    expect(later.flow.leave).not.toHaveBeenCalled()
  })

  it('a redirect that never came back is not repeated', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    browser.issuer.frameHasCookies = false
    const before = browser.openPage()
    await before.session.start()
    const after = browser.openPage(before.tab)
    await after.session.start()
    expect(after.session.getState()).toEqual({ status: 'signed-out' })
    expect(after.flow.leave).not.toHaveBeenCalled()
  })
})

describe('the issuer’s response', () => {
  it('is wiped from the address before anything else', async () => {
    const { session, page, flow } = fakeBrowser().openPage()
    const finished = session.finish(callback({ code: 'c', state: 's' }))
    expect(page.replaceAddress).toHaveBeenCalledExactlyOnceWith('/callback')
    expect(flow.finish).not.toHaveBeenCalled()
    await finished
  })

  it('is taken once, however often the page renders', async () => {
    const { session, flow } = fakeBrowser().openPage()
    const url = callback({ code: 'c', state: 's' })
    await Promise.all([session.finish(url), session.finish(new URL(url))])
    expect(flow.finish).toHaveBeenCalledTimes(1)
  })

  it.each(['//evil.example/', 'https://evil.example/', ''])('never leads to "%s"', async (returnTo) => {
    const { session } = fakeBrowser().openPage()
    expect(await session.finish(callback({ code: 'c', state: 's', returnTo }))).toBe('/')
  })

  it.each([
    [new AuthError('access_denied', 'no'), 'access_denied'],
    [new AuthError('clock_skew', 'late'), 'clock_skew'],
    [new AuthError('state_mismatch', 'foreign'), 'state_mismatch'],
    [new AuthError('consent_required', 'ask'), 'consent_required'],
    [new AuthError('invalid_target', 'audience'), 'misconfigured'],
    [away, 'issuer_unreachable'],
    [new TypeError('bug'), 'unexpected'],
  ])('that fails with %s is %s', async (error, code) => {
    const { session, flow } = fakeBrowser().openPage()
    flow.finish.mockRejectedValueOnce(error)
    await expect(session.finish(callback({ code: 'c', state: 's' }))).rejects.toMatchObject({ code })
    expect(session.getState()).toMatchObject({ status: 'signed-out', failure: { code } })
  })

  it('that is used already does no harm to who is signed in', async () => {
    const browser = fakeBrowser()
    await signIn(browser.openPage())
    const { session, flow, page } = browser.openPage()
    page.here.mockReturnValue(undefined)
    flow.finish.mockRejectedValueOnce(new AuthError('callback_used', 'again'))
    expect(await session.finish(callback({ code: 'c', state: 's' }))).toBe('/')
    expect(session.getState()).toMatchObject({ status: 'signed-in' })
  })

  it('that is none leads to the sign-in', async () => {
    const { session } = fakeBrowser().openPage()
    await expect(session.finish(callback({}))).rejects.toMatchObject({ code: 'callback_empty' })
  })
})

describe('leaving for the issuer', () => {
  it('takes along where the person is, by the flow that they chose', async () => {
    const { session, flow } = fakeBrowser().openPage()
    await session.start()
    await session.signIn({ flow: 'implicit' })
    expect(flow.leave).toHaveBeenCalledWith({ returnTo: '/week/2026-W48', loginHint: undefined })
    expect(session.getState()).toEqual({ status: 'leaving' })
  })

  it('returns to where the person wanted to go, after a sign-in that failed', async () => {
    const browser = fakeBrowser()
    const first = browser.openPage()
    await first.session.start()
    await first.session.signIn()
    const { session, page, flow } = browser.openPage(first.tab)
    page.here.mockReturnValue(undefined)
    flow.finish.mockRejectedValueOnce(new AuthError('access_denied', 'cancelled'))
    await expect(session.finish(callback({ error: 'access_denied' }))).rejects.toThrow('cancelled')
    await session.signIn()
    expect(flow.leave).toHaveBeenCalledWith({ returnTo: '/week/2026-W48', loginHint: undefined })
  })

  it('is not done where nothing could be remembered', async () => {
    const { session, flow } = fakeBrowser({ canLeave: false }).openPage()
    await session.signIn()
    expect(flow.leave).not.toHaveBeenCalled()
    expect(session.getState()).toMatchObject({ status: 'signed-out', failure: { code: 'cookies_blocked' } })
  })

  it('and going back shows the page as it was', async () => {
    const { session, restore } = fakeBrowser().openPage()
    await session.start()
    await session.signIn()
    restore()
    expect(session.getState()).toEqual({ status: 'signed-out' })
  })
})

describe('a page that comes back from the browser’s cache', () => {
  it('is signed out where another tab was signed out meanwhile, which it could not hear', async () => {
    const browser = fakeBrowser()
    const page = browser.openPage()
    await signIn(page)
    page.close()
    await browser.openPage().session.start()
    const other = browser.openPage()
    await other.session.start()
    await other.session.signOut()
    page.restore()
    await vi.waitFor(() => expect(page.session.getState()).toEqual({ status: 'signed-out' }))
    expect(page.flow.forget).toHaveBeenCalled()
  })

  it('stays signed in otherwise', async () => {
    const page = fakeBrowser().openPage()
    await signIn(page)
    page.restore()
    await page.session.tokenProvider.getAccessToken()
    expect(page.session.getState()).toMatchObject({ status: 'signed-in' })
  })
})

describe('a session that has ended', () => {
  async function ended() {
    const browser = fakeBrowser()
    const page = browser.openPage()
    await signIn(page)
    browser.issuer.isTokenGood = false
    await expect(page.session.tokenProvider.getAccessToken()).rejects.toMatchObject({ code: 'invalid_grant' })
    browser.issuer.isTokenGood = true
    return { ...page, browser }
  }

  it('keeps the person, and gives no token', async () => {
    const { session, stopped } = await ended()
    expect(session.getState()).toMatchObject({
      status: 'ended',
      profile: maria,
      failure: { code: 'login_required' },
    })
    expect(stopped).toHaveBeenCalled()
    await expect(session.tokenProvider.getAccessToken()).rejects.toMatchObject({ kind: 'not_authorized' })
  })

  it('goes on after signing in in a window, whose page closes itself', async () => {
    const { session, page, flow, browser } = await ended()
    const sent = vi.fn<(url: URL) => void>()
    page.openWindow.mockReturnValueOnce(sent)
    await session.signInAgain()
    expect(sent).toHaveBeenCalledWith(new URL('https://issuer.example/authorize?state=again'))

    const popup = browser.openPage()
    expect(await popup.session.finish(callback({ code: 'c', state: 'again' }))).toBeUndefined()
    expect(popup.page.closeWindow).toHaveBeenCalled()
    expect(popup.flow.finish).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(session.getState()).toMatchObject({ status: 'signed-in', profile: maria }))
    expect(flow.finish).toHaveBeenLastCalledWith(callback({ code: 'c', state: 'again' }))
    await expect(session.tokenProvider.getAccessToken()).resolves.toBe('token')
  })

  it('throws away what is another person’s', async () => {
    const { session, page, browser } = await ended()
    browser.issuer.person = john
    await session.signInAgain()
    await browser.openPage().session.finish(callback({ code: 'c', state: 'again' }))
    await vi.waitFor(() => expect(page.leave).toHaveBeenCalledWith(page.home))
  })

  it('says so when the window is blocked', async () => {
    const { session, page } = await ended()
    page.openWindow.mockReturnValueOnce(undefined)
    await session.signInAgain()
    expect(session.getState()).toMatchObject({ status: 'ended', failure: { code: 'popup_blocked' } })
  })

  it('says so when the person cancels in the window', async () => {
    const { session, flow, browser } = await ended()
    flow.finish.mockRejectedValueOnce(new AuthError('access_denied', 'cancelled'))
    await session.signInAgain()
    await browser.openPage().session.finish(callback({ error: 'access_denied', state: 'again' }))
    await vi.waitFor(() =>
      expect(session.getState()).toMatchObject({ status: 'ended', failure: { code: 'access_denied' } }),
    )
  })

  it('goes on by itself when the same person signs in in another tab', async () => {
    const { session, browser } = await ended()
    await signIn(browser.openPage())
    await vi.waitFor(() => expect(session.getState()).toMatchObject({ status: 'signed-in', profile: maria }))
  })

  it('does not end because the issuer is away', async () => {
    const browser = fakeBrowser()
    const { session, ...page } = browser.openPage()
    await signIn({ session, ...page })
    browser.issuer.failure = away
    await expect(session.tokenProvider.getAccessToken()).rejects.toBe(away)
    expect(session.getState()).toMatchObject({ status: 'signed-in' })
  })
})

describe('a window whose tab is gone', () => {
  it('signs in itself', async () => {
    vi.useFakeTimers()
    const browser = fakeBrowser()
    const gone = browser.openPage()
    await signIn(gone)
    browser.issuer.isTokenGood = false
    await gone.session.tokenProvider.getAccessToken().catch(() => {})
    await gone.session.signInAgain()
    gone.close()

    const finished = browser.openPage().session.finish(callback({ code: 'c', state: 'again' }))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await finished).toBe('/')
    vi.useRealTimers()
  })
})

describe('signing out', () => {
  it('forgets, in every tab, and leads to the issuer', async () => {
    const browser = fakeBrowser()
    const [one, other] = [browser.openPage(), browser.openPage()]
    await signIn(one)
    await vi.waitFor(() => expect(other.session.getState().status).toBe('starting'))
    await other.session.start()
    await one.session.signOut()
    expect(one.flow.signOut).toHaveBeenCalledWith('http://localhost:4200/')
    expect(one.page.leave).toHaveBeenCalledWith(new URL('https://issuer.example/logout'))
    await vi.waitFor(() => expect(other.session.getState()).toEqual({ status: 'signed-out' }))
    expect(other.flow.forget).toHaveBeenCalled()

    const later = browser.openPage()
    await later.session.start()
    expect(later.flow.signInSilently).not.toHaveBeenCalled()
  })

  it('says so when the issuer does not hear of it', async () => {
    const browser = fakeBrowser()
    const page = browser.openPage()
    await signIn(page)
    browser.issuer.failure = away
    await page.session.signOut()
    expect(page.session.getState()).toMatchObject({
      status: 'signed-out',
      failure: { code: 'sign_out_incomplete' },
    })
  })
})
