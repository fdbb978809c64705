import type { Provider } from 'oidc-provider'
import { initialsPicture } from '../pages/picture.ts'
import { signOutScript, styleSheet } from '../pages/style.ts'
import { findByNickname } from '../seeds/people.ts'

type Middleware = Parameters<Provider['use']>[0]

/** `/assets/`: the files that the pages load, and a picture for each person. */
export const assets: Middleware = (ctx, next) => {
  if (!ctx.path.startsWith('/assets/') || ctx.method !== 'GET') return next()
  const found = assetAt(ctx.path.slice('/assets/'.length))
  if (!found) {
    ctx.status = 404
    return
  }
  ctx.type = found.type
  ctx.set('cache-control', 'max-age=600')
  ctx.body = found.body
}

function assetAt(path: string): { type: string; body: string } | undefined {
  if (path === 'style.css') return { type: 'css', body: styleSheet }
  if (path === 'sign-out.js') return { type: 'js', body: signOutScript }
  const nickname = /^people\/([\w.-]+)\.svg$/.exec(path)?.[1]
  const person = nickname === undefined ? undefined : findByNickname(nickname)
  return person && { type: 'svg', body: initialsPicture(person.name) }
}
