import { describeScope } from '../scopes.ts'
import { demoPassword, findPerson, namedPeople, type Person } from '../seeds/people.ts'
import { escapeHtml, page } from './layout.ts'

export interface SignInPage {
  clientName: string
  /** The text that the person typed before, or that the application suggests. */
  login?: string
  failed?: boolean
}

export function signInPage({ clientName, login = '', failed = false }: SignInPage): string {
  const invalid = failed ? 'aria-invalid="true" aria-describedby="refused"' : ''
  // Where an address is there already, the password is what is missing.
  const [focusLogin, focusPassword] = login === '' ? ['autofocus', ''] : ['', 'autofocus']
  return page(
    'Sign in',
    `<p>to continue to <strong>${escapeHtml(clientName)}</strong></p>
${failed ? '<p role="alert" id="refused">The email or the password is wrong. Check both and try again.</p>' : ''}
<form method="post">
<label for="login">Email</label>
<input id="login" name="login" type="email" autocomplete="username" required ${focusLogin} ${invalid} value="${escapeHtml(login)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${focusPassword} ${invalid}>
<button class="first" type="submit" name="action" value="sign-in">Sign in</button>
<button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>
</form>
${demoPeople()}`,
  )
}

const roleNames: Readonly<Record<Person['role'], string>> = {
  member: 'employee',
  manager: 'manager',
  payroll: 'payroll',
  admin: 'administrator',
}

/** A list of people to sign in as with one click, which no real issuer shows. */
function demoPeople(): string {
  const { employee, contractor, managers, payroll, admin } = namedPeople
  const buttons = [employee, contractor, managers[0], payroll, admin].map((email) => {
    const person = findPerson(email)
    if (!person) throw new Error(`${email} is not among the seeds`)
    const role = person.kind === 'contractor' ? 'contractor' : roleNames[person.role]
    return `<li><button type="submit" name="login" value="${escapeHtml(email)}">
<span>${escapeHtml(person.name)}</span> <span class="quiet">${role}</span></button></li>`
  })
  return `<h2 id="people">Demo people</h2>
<p class="quiet">One click signs in. The password of everybody is <code>${escapeHtml(demoPassword)}</code>.</p>
<form method="post" aria-labelledby="people">
<input type="hidden" name="password" value="${escapeHtml(demoPassword)}">
<ul class="people">
${buttons.join('\n')}
</ul>
</form>`
}

export interface ConsentPage {
  clientName: string
  personName: string
  scopes: readonly string[]
}

export function consentPage({ clientName, personName, scopes }: ConsentPage): string {
  const client = escapeHtml(clientName)
  return page(
    'Allow access?',
    `<p><strong>${client}</strong> asks you, ${escapeHtml(personName)}, for permission to:</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(describeScope(scope))}</li>`).join('')}</ul>
<form method="post">
<button class="first" type="submit" name="action" value="allow">Allow</button>
<button type="submit" name="action" value="cancel">Deny</button>
</form>
<p class="quiet">${client} is not made by ABC Inc. Allow it only if you know what it is for.</p>`,
  )
}
