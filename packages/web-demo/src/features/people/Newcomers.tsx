import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Newcomer } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { SaveProblem } from '../../components/form-fields.tsx'
import { useFormats } from '../../texts/index.ts'
import { newcomersQuery } from './queries.ts'
import { usePeopleTexts } from './texts.ts'

/** People who signed in without being in the roster, to be added or forgotten. Hidden if there are none. */
export function Newcomers({ onTake }: { onTake: (newcomer: Newcomer) => void }) {
  const texts = usePeopleTexts()
  const formats = useFormats()
  const client = useClient()
  const queries = useQueryClient()
  const { data = [] } = useQuery(newcomersQuery(client))
  const forgetting = useMutation({
    mutationFn: (userId: string) => client.newcomers.delete(userId),
    onSettled: () => queries.invalidateQueries({ queryKey: ['people', 'newcomers'] }),
  })
  if (data.length === 0) return null
  return (
    <section className="card newcomers">
      <h2>{texts.newcomers}</h2>
      <p className="form-help">{texts.newcomersHelp}</p>
      <SaveProblem error={forgetting.error} />
      <ul>
        {data.map((newcomer) => (
          <li key={newcomer.userId}>
            <span>
              <strong>{newcomer.email ?? newcomer.userId}</strong>{' '}
              <span className="form-help">{texts.firstSeen(formats.moment(newcomer.firstSeenAt))}</span>
            </span>
            <button type="button" onClick={() => onTake(newcomer)}>
              {texts.takeOver}
            </button>
            <button type="button" className="quiet" onClick={() => forgetting.mutate(newcomer.userId)}>
              {texts.forget}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
