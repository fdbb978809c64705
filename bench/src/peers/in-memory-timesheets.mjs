// A timesheet API as small as Auth0's sample of the scenario: it checks token and scope and keeps entries in
// an array. It stores nothing on disk, applies no rules and writes no events.
import process from 'node:process'
import { expressjwt } from 'express-jwt'
import express from 'express4'
import jwks from 'jwks-rsa'

const issuer = process.env.ISSUER_BASE_URL
const { jwks_uri: jwksUri } = await (await fetch(`${issuer}.well-known/openid-configuration`)).json()
const timesheets = []
for (let id = 1; id <= 100; id++) {
  timesheets.push({
    id,
    userId: 'auth0|1',
    date: '2026-11-23',
    project: 'ACME-42',
    hours: 7.5,
    note: 'design review',
  })
}

const checkScope = (scope) => (req, res, next) => {
  if (String(req.auth.scope).split(' ').includes(scope)) next()
  else res.status(403).json({ error: 'insufficient_scope' })
}

express()
  .get('/readyz', (_req, res) => res.json({ status: 'ready' }))
  .use(
    expressjwt({
      secret: jwks.expressJwtSecret({ cache: true, rateLimit: true, jwksRequestsPerMinute: 5, jwksUri }),
      audience: process.env.AUDIENCE,
      issuer,
      algorithms: ['RS256'],
    }),
  )
  .use(express.json())
  .get('/timesheets', checkScope('read:timesheets'), (_req, res) => res.json(timesheets.slice(0, 100)))
  .post('/timesheets', checkScope('create:timesheets'), (req, res) => {
    const timesheet = { id: timesheets.length + 1, ...req.body }
    timesheets.push(timesheet)
    res.status(201).json(timesheet)
  })
  .listen(Number(process.env.PORT), '127.0.0.1')
