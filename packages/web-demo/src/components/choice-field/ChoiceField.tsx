import { late } from '../late.tsx'
import { type ChoiceFieldProps, shownName } from './choices.ts'
import './choice-field.css'

/**
 * The choice of one of many, such as a person of a company: an input that searches them. A `select` with
 * thousands of options stalls the page. The search is loaded once the page is shown.
 */
export const ChoiceField = late(async () => (await import('./ChoiceInput.tsx')).ChoiceInput, ChosenName, true)

function ChosenName(props: ChoiceFieldProps) {
  return (
    <label className="field choice">
      {props.label}
      <input readOnly value={shownName(props)} />
    </label>
  )
}
