import { escapeHtml, page } from './layout.ts'

export interface SignInPage {
  clientName: string
  /** What the person typed before, shown again after a refusal. */
  login?: string
  failed?: boolean
}

export function signInPage({ clientName, login = '', failed = false }: SignInPage): string {
  return page(
    'Sign in',
    `<p>to continue to <strong>${escapeHtml(clientName)}</strong></p>
${failed ? '<p role="alert">Wrong email or password.</p>' : ''}
<form method="post">
<label for="login">Email</label>
<input id="login" name="login" type="email" autocomplete="username" required autofocus value="${escapeHtml(login)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit" name="action" value="sign-in">Sign in</button>
<button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>
</form>`,
  )
}

export function consentPage(clientName: string, scopes: readonly string[]): string {
  return page(
    'Authorize',
    `<p><strong>${escapeHtml(clientName)}</strong> asks for:</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post">
<button type="submit" name="action" value="allow" autofocus>Allow</button>
<button type="submit" name="action" value="cancel">Deny</button>
</form>`,
  )
}
