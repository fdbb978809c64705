/** The style of all pages, as a file of its own: the Content-Security-Policy allows none inside a page. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --text: #1b1f27; --quiet: #5a6372; --line: #8a93a3; --hairline: #dde1e8;
  --accent: #2451c7; --on-accent: #fff; --danger: #b3261e; --danger-page: #fdecea;
  font: 1rem/1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1d2128; --text: #e8eaee; --quiet: #a3acba; --line: #77808f; --hairline: #323844;
    --accent: #9db8ff; --on-accent: #10203f; --danger: #ffb4ab; --danger-page: #3b1a18;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text) }
main { max-width: 26rem; margin: 8vh auto 2rem; padding: 2rem; background: var(--card); border: 1px solid var(--hairline); border-radius: .75rem }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 1.75rem 0 .25rem; font-size: 1rem }
p { margin: .25rem 0 1rem }
ul { margin: 0 0 1.25rem; padding-left: 1.25rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
input:not([type=hidden]), button { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; border-radius: .375rem }
input:not([type=hidden]) { margin-top: .25rem; color: inherit; background: var(--card); border: 1px solid var(--line) }
input[aria-invalid=true] { border-color: var(--danger) }
button { margin-top: .75rem; color: var(--accent); background: none; border: 1px solid var(--line); cursor: pointer }
button.first { margin-top: 1.5rem; color: var(--on-accent); background: var(--accent); border-color: var(--accent); font-weight: 600 }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
[role=alert] { margin: 1rem 0 0; padding: .75rem; color: var(--danger); background: var(--danger-page); border-radius: .375rem }
.people { margin: 0; padding: 0; list-style: none }
main > form + p { margin-top: 1rem; margin-bottom: 0 }
.people button { display: flex; justify-content: space-between; gap: 1rem; margin-top: .375rem; text-align: left; border-color: var(--hairline); color: var(--text) }
.quiet { color: var(--quiet); font-size: .875rem }
footer { max-width: 26rem; margin: 0 auto 2rem; text-align: center }
code { font-size: 1.05em; overflow-wrap: anywhere }
@media (max-width: 30rem) { main { margin-top: 0; border: 0; border-radius: 0 } }
`

/** Signs out without a further click, as Auth0 does; without script there is a button. */
export const signOutScript = `document.querySelector('button[name=logout]').click()\n`
