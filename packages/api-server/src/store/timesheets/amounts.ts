import { type RawBuilder, sql } from 'kysely'

/** The rates that may count for an entry: those of the person's rate group, else those of their kind. */
export const rateAliases = ['of_group', 'of_kind'] as const
type RateAlias = (typeof rateAliases)[number]

const people = {
  of_group: sql`'group:' || terms.rate_group`,
  of_kind: sql`terms.kind`,
} as const satisfies Record<RateAlias, unknown>

/** Joins `project_rates` under an alias with `entries` and the `terms` of their day. */
export function isRateOf(alias: RateAlias): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<boolean>`${column('project')} = entries.project and ${column('people')} = ${people[alias]}
    and ${column('from_date')} <= entries.date and ${column('until_date')} > entries.date`
}

/** The price of an hour in the smallest unit of {@link currency}; null: no rate. */
export const rate = sql<number | null>`coalesce(of_group.minor_units, of_kind.minor_units)`

/** The currency of {@link rate}. */
export const currency = sql<string | null>`coalesce(of_group.currency, of_kind.currency)`

/** The sum of the amounts of entries. As minorUnitsFor of the SDK: the division drops the remainder. */
export const amount = sql<number | null>`
  cast(sum((entries.minutes * ${rate} * 2 + 60) / 120) as bigint)`
