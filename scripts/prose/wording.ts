/** A wording that readers stumble over, and what to write instead. */
export type Wording = { readonly pattern: RegExp; readonly instead: string }

/**
 * Wordings that read like a translation. Each is plain enough to be found by a pattern: a reviewer looks for
 * the rest. Add a line here when a review finds the same wording twice.
 */
export const wordings: readonly Wording[] = [
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix' },
  {
    pattern: /\bwho(?:m|so)?ever\b/i,
    instead: 'name the person or program: the user, the caller, an administrator',
  },
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bas wanted\b/i, instead: 'optionally' },
  { pattern: /\bforet(?:ell|ells|old|elling)\b/i, instead: 'preview, predict' },
  { pattern: /\b(?:is|are|was|were) (?:not )?to be had\b/i, instead: 'is available, is unavailable' },
  { pattern: /\bis out of order\b/i, instead: 'is unavailable' },
  { pattern: /\boftener\b/i, instead: 'more often' },
  { pattern: /\b(?:has|have) not the\b/i, instead: 'does not have the' },
  { pattern: /\btold apart\b/i, instead: 'distinguished' },
  { pattern: /\bhas a say\b/i, instead: 'decides' },
  // `'answer'` is the name of a column, which stays as it is stored.
  { pattern: /\b(?!(?<=')answer')answer(?:s|ed|ing)?\b/i, instead: 'return, respond, response' },
  { pattern: /\bcan't be had\b/i, instead: 'is unavailable' },
  {
    pattern: /(?<!\bthere )\bis no (?!longer\b|more\b|such\b|need\b|way\b|reason\b)[a-z]/i,
    instead: 'is not a, is missing, is invalid',
  },
]

/** A sentence that begins with a bare "what" or "who": a noun says more. A question is none. */
export const bareSubject: Wording = {
  pattern: /^(?:What|Who|Whose|Whom)\b(?!.*\?)/,
  instead: 'begin with the noun: "The fields that ...", "A user who ..."',
}
