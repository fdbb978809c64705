import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { asciiCharacters } from 'timesheets-sdk/model'
import { saidOfFailure } from '../texts/failed.ts'
import { useTexts } from '../texts/index.ts'
import { SaidText } from './SaidText.tsx'
import type { Form } from './use-form.ts'

type TextValues = Readonly<Record<string, string | boolean>>

interface FieldProps<V extends TextValues> {
  readonly form: Form<V>
  readonly name: string & keyof V
  readonly label: string
}

type InputProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'inputMode' | 'list' | 'maxLength' | 'required' | 'readOnly'
>

/** An input with its label, and the reason why its value cannot be stored. */
export function TextField<V extends TextValues>({ form, name, label, ...input }: FieldProps<V> & InputProps) {
  return (
    <LabelledField form={form} name={name} label={label}>
      {(field) => <input autoComplete="off" {...input} {...field} />}
    </LabelledField>
  )
}

/** The same for several lines. */
export function TextAreaField<V extends TextValues>({
  form,
  name,
  label,
  rows,
}: FieldProps<V> & { readonly rows: number }) {
  return (
    <LabelledField form={form} name={name} label={label}>
      {(field) => <textarea rows={rows} spellCheck={false} dir="auto" {...field} />}
    </LabelledField>
  )
}

interface FieldState {
  readonly id: string
  readonly value: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void
  readonly onBlur: () => void
}

function LabelledField<V extends TextValues>({
  form,
  name,
  label,
  children,
}: FieldProps<V> & { readonly children: (field: FieldState) => ReactNode }) {
  const id = useId()
  const problemId = useId()
  const problem = form.problem(name)
  return (
    <div>
      <label className="field" htmlFor={id}>
        {label}
        {children({
          id,
          value: String(form.values[name]),
          'aria-invalid': problem !== undefined,
          'aria-describedby': problem && problemId,
          onChange: ({ target }) => form.set({ [name]: target.value } as Partial<V>),
          onBlur: () => form.leave(name),
        })}
      </label>
      {problem && (
        <p id={problemId} className="field-problem">
          <SaidText said={problem} />
        </p>
      )}
    </div>
  )
}

export function SelectField<V extends TextValues>({
  form,
  name,
  label,
  children,
}: FieldProps<V> & { readonly children: ReactNode }) {
  return (
    <label className="field">
      {label}
      <select
        value={String(form.values[name])}
        onChange={({ target }) => form.set({ [name]: target.value } as Partial<V>)}
      >
        {children}
      </select>
    </label>
  )
}

export function CheckField<V extends TextValues>({ form, name, label }: FieldProps<V>) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={form.values[name] === true}
        onChange={({ target }) => form.set({ [name]: target.checked } as Partial<V>)}
      />
      {label}
    </label>
  )
}

/** Why a request failed. Nothing without an error. */
export function SaveProblem({ error }: { error: unknown }) {
  const { texts } = useTexts()
  if (!error) return null
  return (
    <p className="field-problem" role="alert">
      <SaidText said={saidOfFailure(error, texts)} />
    </p>
  )
}

/**
 * A number as people write it, with a point or a comma, also in full width or in digits of another script;
 * `undefined` for nothing, NaN for something else.
 */
export function numberOf(text: string): number | undefined {
  const typed = asciiCharacters(text).trim()
  if (typed === '') return undefined
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN
}

interface CancelAndSaveProps {
  readonly texts: { readonly cancel: string; readonly save: string }
  readonly onCancel: () => void
  readonly isSaving: boolean
}

/** The buttons at the end of a form in a dialog. */
export function CancelAndSave({ texts, onCancel, isSaving }: CancelAndSaveProps) {
  return (
    <>
      <button type="button" onClick={onCancel}>
        {texts.cancel}
      </button>
      <button type="submit" className="primary" aria-disabled={isSaving}>
        {texts.save}
      </button>
    </>
  )
}
