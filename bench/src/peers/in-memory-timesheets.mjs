// A timesheet API as small as Auth0's sample of the scenario: token and scope are checked, the entry is put into an
// array. Nothing is on disk, nothing is judged, and there is no event.
import process from 'node:process'
import express from 'express'
import { auth, requiredScopes } from 'express-oauth2-jwt-bearer'

const timesheets = []

express()
  .get('/readyz', (_req, res) => res.json({ status: 'ready' }))
  .use(
    auth({
      issuerBaseURL: process.env.ISSUER_BASE_URL,
      audience: process.env.AUDIENCE,
      tokenSigningAlg: 'RS256',
    }),
  )
  .use(express.json())
  .post('/timesheets', requiredScopes('create:timesheets'), (req, res) => {
    const timesheet = { id: timesheets.length + 1, ...req.body }
    timesheets.push(timesheet)
    res.status(201).json(timesheet)
  })
  .listen(Number(process.env.PORT), '127.0.0.1')
