import { expect, test } from 'vitest'
import {
  batchEnvelopeSchema,
  batchRequestSchema,
  batchResultOf,
  batchResultSchema,
} from '../../src/contract/index.ts'

test('the items of a batch are counted by their status', () => {
  const results = (['created', 'rejected', 'created', 'unchanged', 'updated'] as const).map(
    (status, index) => ({
      index,
      status,
    }),
  )
  const result = batchResultOf(results)
  expect(result).toEqual({ created: 2, updated: 1, unchanged: 1, rejected: 1, results })
  expect(batchResultSchema.safeParse(result).success).toBe(true)
})

test('the envelope lets any item through, and nothing beside the items', () => {
  expect(batchEnvelopeSchema.safeParse({ entries: [1, null, {}] }).success).toBe(true)
  expect(batchEnvelopeSchema.safeParse({ entries: {} }).success).toBe(false)
  expect(batchEnvelopeSchema.safeParse({ entries: [], more: 1 }).success).toBe(false)
})

test('a batch is documented with its greatest size', () => {
  const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1 }
  expect(batchRequestSchema.safeParse({ entries: Array(1_000).fill(entry) }).success).toBe(true)
  expect(batchRequestSchema.safeParse({ entries: Array(1_001).fill(entry) }).success).toBe(false)
})
