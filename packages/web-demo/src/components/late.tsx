import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { useTexts } from '../texts/index.ts'

/** How long a page is left alone before the parts that it may need are loaded. */
const quietAfterMs = 5_000

/** How some parts are closed. */
interface ClosableProps {
  readonly onClose?: () => void
  readonly onCancel?: () => void
}

/** A part of a page whose code is loaded when it is first shown. */
export type LatePart<Props> = ComponentType<Props> & { readonly load: () => Promise<unknown> }

/**
 * Makes a component of code that is loaded when it is first shown. Unlike those of `React.lazy`, one that
 * cannot be loaded, as without a network, leaves the rest of the page as it is, and can be tried again.
 *
 * @param Placeholder shown meanwhile, and after a failure only if `isPlaceholderKept`
 */
export function late<Props extends object>(
  importPart: () => Promise<ComponentType<Props>>,
  Placeholder?: ComponentType<Props>,
  isPlaceholderKept = false,
): LatePart<Props> {
  let Loaded: ComponentType<Props> | undefined
  const load = async () => {
    Loaded ??= await importPart()
  }

  function Late(props: Props): ReactNode {
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading')
    useEffect(() => {
      if (state !== 'loading' || Loaded) return
      let isShown = true
      const become = (next: 'loaded' | 'failed') => {
        if (isShown) setState(next)
      }
      load().then(
        () => become('loaded'),
        () => become('failed'),
      )
      return () => {
        isShown = false
      }
    }, [state])
    if (Loaded) return <Loaded {...props} />
    const { onClose, onCancel } = props as ClosableProps
    return (
      <>
        {Placeholder && (isPlaceholderKept || state !== 'failed') && <Placeholder {...props} />}
        {state === 'failed' && (
          <NotLoaded onRetry={() => setState('loading')} onClose={onClose ?? onCancel} />
        )}
      </>
    )
  }
  return Object.assign(Late, { load })
}

interface NotLoadedProps {
  readonly onRetry: () => void
  readonly onClose: (() => void) | undefined
}

function NotLoaded({ onRetry, onClose }: NotLoadedProps) {
  const { failure, details } = useTexts().texts
  return (
    <div role="alert" className="not-loaded">
      <p>{failure.partNotLoaded}</p>
      <button type="button" onClick={onRetry}>
        {failure.tryAgain}
      </button>
      {/* After a release, an open page may ask for code that is gone. */}
      {navigator.onLine && (
        <button type="button" onClick={() => location.reload()}>
          {failure.reload}
        </button>
      )}
      {onClose && (
        <button type="button" className="quiet" onClick={onClose}>
          {details.cancel}
        </button>
      )}
    </div>
  )
}

/** Loads parts once the page is quiet, so that they are there when the network is away. */
export function useLoadedAhead(parts: readonly Pick<LatePart<never>, 'load'>[]): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // A failure shows where the part is needed.
      for (const { load } of parts) load().catch(() => {})
    }, quietAfterMs)
    return () => clearTimeout(timer)
  }, [parts])
}
