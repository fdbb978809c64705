import type { Interaction, InteractionResults, Provider } from 'oidc-provider'
import { consentPage, signInPage } from '../pages/interaction-pages.ts'
import { page } from '../pages/layout.ts'
import { grantWhatTheRolePermits } from '../provider/consent.ts'
import { findClient } from '../seeds/clients.ts'
import { demoPassword, findPerson } from '../seeds/people.ts'
import { rolePermissions } from '../seeds/roles.ts'
import { readBody } from './request-body.ts'

type Middleware = Parameters<Provider['use']>[0]

const cancelled = { error: 'access_denied', error_description: 'User did not authorize the request' }

/** Sign-in and consent at `/interaction/<uid>`: one form each, posted to its own URL. */
export function interactions(provider: Provider): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/') || !['GET', 'POST'].includes(ctx.method)) return next()
    const interaction = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined)
    ctx.set('cache-control', 'no-store')
    if (!interaction) {
      ctx.status = 400
      ctx.type = 'html'
      ctx.body = page(
        'Sign in again',
        '<p>This sign-in has expired or was started in another browser. Go back to the application and sign in again.</p>',
      )
      return
    }
    const form = new URLSearchParams(ctx.method === 'POST' ? await readBody(ctx.req) : '')
    const result = await judge(provider, interaction, form)
    if (result) {
      ctx.status = 303
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result))
    } else {
      ctx.status = ctx.method === 'POST' ? 401 : 200
      ctx.type = 'html'
      ctx.body = render(interaction, form)
    }
  }
}

/** The outcome of the posted form, or `undefined` to show the page (again). */
async function judge(
  provider: Provider,
  interaction: Interaction,
  form: URLSearchParams,
): Promise<InteractionResults | undefined> {
  const action = form.get('action')
  if (action === 'cancel') return cancelled
  if (interaction.prompt.name === 'consent') {
    return action === 'allow' ? { consent: { grantId: await consent(provider, interaction) } } : undefined
  }
  const person = findPerson(form.get('login') ?? '')
  return person && form.get('password') === demoPassword ? { login: { accountId: person.userId } } : undefined
}

async function consent(provider: Provider, interaction: Interaction): Promise<string> {
  const earlier = interaction.grantId ? await provider.Grant.find(interaction.grantId) : undefined
  const clientId = String(interaction.params.client_id)
  const grant = earlier ?? new provider.Grant({ clientId, accountId: interaction.session?.accountId })
  const { oidc, api } = missingScopes(interaction)
  if (oidc.length > 0) grant.addOIDCScope(oidc)
  for (const [indicator, scopes] of Object.entries(api)) grantWhatTheRolePermits(grant, indicator, scopes)
  return grant.save()
}

function render(interaction: Interaction, form: URLSearchParams): string {
  const client = findClient(String(interaction.params.client_id))
  const clientName = client?.name ?? 'an application'
  if (interaction.prompt.name === 'consent') {
    const person = findPerson(interaction.session?.accountId ?? '')
    const permissions = new Set<string>(person ? rolePermissions[person.role] : [])
    const { oidc, api } = missingScopes(interaction)
    const permitted = Object.values(api)
      .flat()
      .filter((scope) => permissions.has(scope))
    return consentPage({ clientName, personName: person?.name ?? '', scopes: [...oidc, ...permitted] })
  }
  const suggested = interaction.params.login_hint
  return signInPage({
    clientName,
    login: form.get('login') ?? (typeof suggested === 'string' ? suggested : ''),
    failed: form.has('login'),
  })
}

interface MissingScopes {
  oidc: string[]
  /** By resource indicator. */
  api: Record<string, string[]>
}

function missingScopes(interaction: Interaction): MissingScopes {
  const details = interaction.prompt.details as {
    missingOIDCScope?: string[]
    missingResourceScopes?: Record<string, string[]>
  }
  return { oidc: details.missingOIDCScope ?? [], api: details.missingResourceScopes ?? {} }
}
