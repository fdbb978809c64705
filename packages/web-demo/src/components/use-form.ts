import { useState } from 'react'
import { violationsOfSchema } from 'timesheets-sdk/model'
import type { Said } from '../texts/said.ts'

type Values = Readonly<Record<string, string | boolean>>

/** A schema of the SDK. */
interface Schema {
  safeParse(
    value: unknown,
  ): { success: true } | { success: false; error: Parameters<typeof violationsOfSchema>[0] }
}

/** The problems of a value by member: the same that the API would find. */
export function problemsOf(schema: Schema, value: unknown): ReadonlyMap<string, Said> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return new Map()
  const problems = new Map<string, Said>()
  for (const violation of violationsOfSchema(parsed.error, value)) {
    const member = violation.path.split('/')[1] ?? ''
    if (!problems.has(member)) problems.set(member, withoutMember(violation, member))
  }
  return problems
}

/** The field's label names the member already. */
function withoutMember(violation: Said & { readonly path?: string }, member: string): Said {
  const message = violation.message.startsWith(`${member} `)
    ? violation.message.slice(member.length + 1)
    : violation.message
  return { ...violation, message, path: '' }
}

export interface Form<V extends Values> {
  readonly values: V
  readonly isValid: boolean
  set(part: Partial<V>): void
  /** Shows every problem, also of fields that the person has not been in. Returns whether there is none. */
  check(): boolean
  /** The problem of a field, once the person has left it. */
  problem(name: string): Said | undefined
  leave(name: string): void
}

/** The values of a form. Problems are found as a person types and shown once they have left the field. */
export function useForm<V extends Values>(
  initial: V,
  find: (values: V) => ReadonlyMap<string, Said>,
): Form<V> {
  const [values, setValues] = useState(initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isChecked, setChecked] = useState(false)
  const problems = find(values)
  return {
    values,
    isValid: problems.size === 0,
    set: (part) => setValues((before) => ({ ...before, ...part })),
    check() {
      setChecked(true)
      return problems.size === 0
    },
    problem: (name) => (isChecked || left.has(name) ? problems.get(name) : undefined),
    leave: (name) => setLeft((before) => new Set([...before, name])),
  }
}
