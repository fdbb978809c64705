import * as z from 'zod/mini'

export const timestamp = z.iso.datetime().check(z.describe('An instant in UTC, RFC 3339, with milliseconds'))
