import type { Week } from 'timesheets-sdk/model'
import { useNames } from '../../api/names.ts'
import { Icon } from '../../components/Icon.tsx'
import { useFormats, useTexts } from '../../texts/index.ts'
import type { WeekLife } from './use-week-life.ts'

/** Where the week stands, if not simply open: who did what and when, and why. */
export function WeekBanner({ week, life }: { week: Week; life: WeekLife }) {
  const { texts } = useTexts()
  const formats = useFormats()
  const nameOf = useNames()
  const { status, reason, decidedBy } = week
  const when = (instant: string | null) => (instant === null ? '' : formats.moment(instant))
  const who = decidedBy === null ? texts.life.somebody : nameOf(decidedBy)

  if (status === 'submitted') {
    return (
      <div className="banner">
        <Icon name="lock" />
        <p>{texts.life.submitted(when(week.submittedAt))}</p>
        {life.mayRecall && (
          <button type="button" onClick={life.recall} aria-disabled={life.isBusy}>
            {texts.life.recall}
          </button>
        )}
        {life.problem && (
          <p className="banner-problem" role="alert">
            {life.problem}
          </p>
        )}
      </div>
    )
  }
  if (status === 'approved') {
    return (
      <div className="banner banner-approved">
        <Icon name="check" />
        <p>{texts.life.approved(who, when(week.decidedAt))}</p>
      </div>
    )
  }
  if (reason === null) return null
  const isRejected = status === 'rejected'
  return (
    <section
      className={isRejected ? 'banner banner-rejected' : 'banner'}
      aria-label={texts.week.status[status]}
    >
      <Icon name="alert" />
      <div>
        <p className="banner-title">
          {(isRejected ? texts.life.rejected : texts.life.reopened)(who, when(week.decidedAt))}
        </p>
        <blockquote>{reason}</blockquote>
        {isRejected && <p>{texts.life.afterReject}</p>}
      </div>
    </section>
  )
}
