import type { Configuration } from 'oidc-provider'
import { escapeHtml, page } from './layout.ts'

// The provider's own pages load a font from another host, so each of them is replaced.

type Features = NonNullable<Configuration['features']>

export const renderError: NonNullable<Configuration['renderError']> = (ctx, out) => {
  ctx.type = 'html'
  const description = out.error_description ? `: ${escapeHtml(out.error_description)}` : ''
  ctx.body = page(
    'Something went wrong',
    `<p role="alert"><code>${escapeHtml(out.error)}</code>${description}</p>
<p>Go back to the application and try again. If it happens again, send the text below to your administrator.</p>`,
  )
}

export const logoutPages: Features['rpInitiatedLogout'] = {
  // Auth0 signs out without asking.
  logoutSource(ctx, form) {
    ctx.body = page(
      'Sign out',
      `${form}
<button class="first" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script src="/assets/sign-out.js"></script>`,
    )
  },
  postLogoutSuccessSource(ctx) {
    ctx.body = page('Signed out', '<p>You are signed out.</p>')
  },
}

export const devicePages: Features['deviceFlow'] = {
  userCodeInputSource(ctx, form, _out, err) {
    const hint = err
      ? '<p role="alert">That code is not right. Try again.</p>'
      : '<p>Enter the code your device shows.</p>'
    ctx.body = page(
      'Connect a device',
      `${hint}${form}<button class="first" type="submit" form="op.deviceInputForm">Continue</button>`,
    )
  },
  userCodeConfirmSource(ctx, form, client, _deviceInfo, userCode) {
    ctx.body = page(
      'Confirm the device',
      `<p><strong>${escapeHtml(client.clientName ?? client.clientId)}</strong> should show this code:</p>
<p><code>${escapeHtml(userCode)}</code></p>
${form}
<button class="first" type="submit" form="op.deviceConfirmForm" autofocus>Confirm</button>
<button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Cancel</button>`,
    )
  },
  successSource(ctx) {
    ctx.body = page('Connected', '<p>You are signed in on your device. You can close this page.</p>')
  },
}
