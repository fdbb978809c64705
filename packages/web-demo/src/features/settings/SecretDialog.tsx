import { Dialog } from '../../components/Dialog.tsx'
import { useSettingsTexts } from './texts.ts'

/** Shows the secret of a webhook, which the API returns only once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const texts = useSettingsTexts()
  return (
    <Dialog title={texts.secret} onClose={onClose}>
      <p>{texts.secretHelp}</p>
      <label className="field">
        {texts.secret}
        <input readOnly value={secret} onFocus={({ target }) => target.select()} />
      </label>
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {texts.close}
        </button>
      </p>
    </Dialog>
  )
}
