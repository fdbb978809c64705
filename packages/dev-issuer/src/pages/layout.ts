const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { max-width: 24rem; margin: 10vh auto; padding: 0 1rem }
  label, input:not([type=hidden]), button { display: block; width: 100%; box-sizing: border-box; font: inherit }
  input:not([type=hidden]), button { padding: .5rem; margin: .25rem 0 1rem }
  [role=alert] { border-left: .25rem solid #c62828; padding-left: .75rem }
`

/** A whole page that loads nothing from anywhere. `content` is HTML; escape what comes from outside. */
export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
<p><small>dev-issuer, for development only</small></p>
</main>
</body>
</html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
