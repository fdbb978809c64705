import { expect, test } from 'vitest'
import { progressBar, progressText } from '../../../src/io/terminal/progress-line.ts'

const counted = { done: 248, total: 412, fraction: 248 / 412, elapsedMs: 7_500 }
const guessed = { done: 250_000, total: undefined, fraction: 0.25, elapsedMs: 10_000 }
const unknown = { done: 250, total: undefined, fraction: undefined, elapsedMs: 10_000 }

test.each([
  [counted, 80, 'Pushing  ██████████████████░░░░░░░░░░░░  248/412  60%  5 s left'],
  [counted, 45, 'Pushing  ███████░░░░  248/412  60%  5 s left'],
  [counted, 30, 'Pushing  248/412  60%  5 s le'],
  [guessed, 80, 'Pushing  ████████░░░░░░░░░░░░░░░░░░░░░░  250000 rows  25%  30 s left'],
  [unknown, 80, 'Pushing  250 rows'],
  [{ ...counted, elapsedMs: 400 }, 60, 'Pushing  ██████████████████░░░░░░░░░░░░  248/412  60%'],
  [{ waitedMs: 900 }, 80, 'Pushing'],
  [{ waitedMs: 61_000 }, 80, 'Pushing  1 min 1 s'],
  [{ ...counted, done: 412, fraction: 1 }, 60, 'Pushing  ██████████████████████████████  412/412  100%'],
])('on a terminal %j in %d columns is %s', (progress, columns, line) => {
  expect(progressBar('Pushing', progress, columns)).toBe(line)
  expect(line.length).toBeLessThan(columns)
})

test.each([
  [counted, '248 of 412 rows, 60%, 5 s left'],
  [guessed, '250000 rows, 25%, 30 s left'],
  [unknown, '250 rows'],
  [{ waitedMs: 20_000 }, '20 s so far'],
])('in a log %j is %s', (progress, text) => {
  expect(progressText(progress)).toBe(text)
})
