import { Component, type ReactNode } from 'react'
import { getTexts } from '../texts/index.ts'

interface ErrorBoundaryState {
  readonly hasFailed: boolean
}

/** Shows what to do when a page has failed, in place of nothing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false }

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    const { failure } = getTexts().texts
    return (
      <section className="failure" role="alert">
        <h1>{failure.title}</h1>
        <p>{failure.explained}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {failure.reload}
        </button>
      </section>
    )
  }
}
