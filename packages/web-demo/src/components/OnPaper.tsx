interface OnPaperProps {
  /** Missing ones are left out. */
  readonly parts: readonly (string | undefined)[]
}

/** A line that is only printed: it says what controls say on the screen, which paper does not have. */
export function OnPaper({ parts }: OnPaperProps) {
  return <p className="on-paper">{parts.filter(Boolean).join(' · ')}</p>
}
