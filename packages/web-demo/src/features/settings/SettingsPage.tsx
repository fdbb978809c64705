import { Link } from 'wouter'
import { useTitle } from '../../components/use-browser.ts'
import { LogSection } from './LogSection.tsx'
import { PolicySection } from './PolicySection.tsx'
import { type SettingsSection, settingsSections } from './sections.ts'
import { useSettingsTexts } from './texts.ts'
import { WebhooksSection } from './WebhooksSection.tsx'
import '../../styles/tables.css'
import '../../styles/forms.css'
import './settings.css'

/** Policy, webhooks and the log of all changes, for administrators. */
export function SettingsPage({ section }: { section: SettingsSection }) {
  const texts = useSettingsTexts()
  useTitle(texts.documentTitle)
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <nav className="sections" aria-label={texts.title}>
          {settingsSections.map((one) => (
            <Link
              key={one}
              href={`/settings/${one}`}
              className="nav-link"
              aria-current={one === section ? 'page' : undefined}
            >
              {texts.sections[one]}
            </Link>
          ))}
        </nav>
      </div>
      {section === 'policy' && <PolicySection />}
      {section === 'webhooks' && <WebhooksSection />}
      {section === 'log' && <LogSection />}
    </>
  )
}
