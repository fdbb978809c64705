import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from './Icon.tsx'

interface Step {
  readonly href: string
  readonly name: string
}

interface LinkStepperProps {
  readonly label: string
  readonly previous: Step
  /** The present week or month. */
  readonly present: Step & { readonly isShown: boolean }
  readonly next: Step
  /** More ways to go elsewhere. */
  readonly children?: ReactNode
}

/** Links to the week or month before, the present one, and the one after. */
export function LinkStepper({ label, previous, present, next, children }: LinkStepperProps) {
  return (
    <nav className="stepper" aria-label={label}>
      <Link href={previous.href} className="icon-button" aria-label={previous.name}>
        <Icon name="previous" />
      </Link>
      <Link href={present.href} className="button" aria-current={present.isShown ? 'page' : undefined}>
        {present.name}
      </Link>
      <Link href={next.href} className="icon-button" aria-label={next.name}>
        <Icon name="next" />
      </Link>
      {children}
    </nav>
  )
}
