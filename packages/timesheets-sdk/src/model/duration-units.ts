/** The units of time in the languages of common tools, for regular expressions without case. */
export const hourUnit = String.raw`(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|u|uur|uren|t|tim|timm?ar|timer?|timme|godz(?:in[ayę]?)?|hod(?:in[ayu]?)?|tuntia?|時間|小时|小時|시간)\.?`
export const minuteUnit = String.raw`(?:m|mins?|mn|minut(?:es?|en|er|os?|i|y|[aęu])?|minuuttia?|['\u2019\u2032]|分[钟鐘]?|분)\.?`
export const secondUnit = String.raw`(?:s|secs?|seconds?|sek|sekunden?|second(?:es?|en|i)|segundos?|秒|초)\.?`
/** Between two units: `7 h, 30 min`, `7 hours and 30 minutes`, `7 horas e 30 minutos`. */
export const unitJoint = String.raw`(?:,|\s(?:and|und|et|e|y|en|i|og|och|ja|a)\s)?\s*`
