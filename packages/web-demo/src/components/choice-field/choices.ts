import { folded, rankBy } from '../folded.ts'

/** A value to choose, by its name. */
export interface Choice {
  /** Never empty: the empty value stands for no choice. */
  readonly value: string
  readonly name: string
  /** More that finds and tells it apart, such as an e-mail address. */
  readonly details?: string | undefined
}

export interface ChoiceFieldProps {
  readonly label: string
  /** The chosen value; empty: none. */
  readonly value: string
  /** The same list at each render, unless it has changed. */
  readonly choices: readonly Choice[]
  /** The words for no choice, which is offered first. */
  readonly none: string
  readonly onChange: (value: string) => void
  /** Whether a text that is not among the choices can be chosen as well. Default: it cannot. */
  readonly takesOthers?: boolean
}

/** The words for the value that is chosen. */
export function shownName({ value, choices, none }: ChoiceFieldProps): string {
  if (value === '') return none
  return choices.find((choice) => choice.value === value)?.name ?? value
}

export interface FoundChoices {
  /** The best matches first. */
  readonly shown: readonly Choice[]
  /** How many match. */
  readonly all: number
}

const shownAtMost = 50

/** The choices that a text leaves: by name, details or value. The first of thousands, for a list to show. */
export function findChoices(choices: readonly Choice[], typed: string): FoundChoices {
  if (typed.trim() === '') return { shown: choices.slice(0, shownAtMost), all: choices.length }
  const rank = rankBy(typed)
  const byRank: Choice[][] = []
  let all = 0
  for (const choice of choices) {
    const { title, more } = searchedTexts(choice)
    const found = rank(title, more)
    if (found === undefined) continue
    all += 1
    const equal = byRank[found] ?? []
    equal.push(choice)
    byRank[found] = equal
  }
  return { shown: byRank.flat().slice(0, shownAtMost), all }
}

/** The value that a text names in full; `undefined`: none, or several. */
export function namedValue(choices: readonly Choice[], typed: string): string | undefined {
  const wanted = folded(typed)
  const named = choices.filter(({ value, name }) => folded(value) === wanted || folded(name) === wanted)
  const exact = named.find(({ value }) => value === typed.trim())
  return exact?.value ?? (named.length === 1 ? named[0]?.value : undefined)
}

const known = new WeakMap<Choice, { readonly title: string; readonly more: string }>()

function searchedTexts(choice: Choice) {
  const { value, name, details = '' } = choice
  const texts = known.get(choice) ?? { title: folded(name), more: folded(`${details}\n${value}`) }
  known.set(choice, texts)
  return texts
}
