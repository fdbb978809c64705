import { lazy, Suspense } from 'react'
import { type ChoiceFieldProps, shownName } from './choices.ts'
import './choice-field.css'

const ChoiceInput = lazy(async () => ({ default: (await import('./ChoiceInput.tsx')).ChoiceInput }))

/**
 * The choice of one of many, such as a person of a company: an input that searches them. A `select` with
 * thousands of options stalls the page. The search is loaded once the page is shown.
 */
export function ChoiceField(props: ChoiceFieldProps) {
  const shown = (
    <label className="field choice">
      {props.label}
      <input readOnly value={shownName(props)} />
    </label>
  )
  return (
    <Suspense fallback={shown}>
      <ChoiceInput {...props} />
    </Suspense>
  )
}
