#!/bin/sh
# Gets a token, pushes the entries of a file, and prints the stored entries of a person:
#   push.sh entries.json 'auth0|maria'
# Requires curl. The secret and the token are sent by standard input, so that no process list shows them.
set -eu

curl_json() { curl --silent --show-error --fail-with-body --max-time 60 "$@"; }
# The text of a member of the JSON on standard input.
member() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }

endpoint=$(curl_json "${TIMESHEETS_ISSUER%/}/.well-known/openid-configuration" | member token_endpoint)
token=$(printf %s "$TIMESHEETS_CLIENT_SECRET" | curl_json "$endpoint" \
  --data grant_type=client_credentials \
  --data-urlencode "client_id=$TIMESHEETS_CLIENT_ID" \
  --data-urlencode "audience=$TIMESHEETS_AUDIENCE" \
  --data-urlencode client_secret@- | member access_token)

# The key names this request: curl repeats it after a lost response, and the API does not write it twice.
printf 'Authorization: Bearer %s' "$token" | curl_json --retry 4 --header @- \
  --header 'Content-Type: application/json' \
  --header "Idempotency-Key: $(date +%s)-$$" \
  --data "@$1" "$TIMESHEETS_API_URL/timesheets/batch"
echo

printf 'Authorization: Bearer %s' "$token" | curl_json --retry 4 --header @- --get \
  --data-urlencode "userId=$2" "$TIMESHEETS_API_URL/timesheets"
echo
