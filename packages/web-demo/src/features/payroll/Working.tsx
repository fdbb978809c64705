import { useState } from 'react'
import { useNowMs } from '../../components/use-browser.ts'
import { usePayrollTexts } from './texts.ts'

/** Says what is going on, and for how long: the API tells no more before it is done. */
export function Working({ words }: { words: string }) {
  const texts = usePayrollTexts()
  const [startedAtMs] = useState(Date.now)
  const seconds = Math.floor((useNowMs(true) - startedAtMs) / 1_000)
  return (
    <p className="payroll-working">
      <span role="status">{words}</span>{' '}
      {seconds > 0 && <span aria-hidden="true">{texts.seconds(seconds)}</span>}
    </p>
  )
}
