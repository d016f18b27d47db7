#!/usr/bin/env bash
# From an empty server to a delivered call. Start `usher serve` first, with the same environment; then: docs/first-call.sh [URL [DATA-FOLDER]]
# E-mails are read from the outbox in the data folder, where they are when no mail server is set.
set -euo pipefail
url=${1:-http://127.0.0.1:5070}
data=${2:-${Usher__Data:-$HOME/.local/share/usher}}
usher=${USHER:-dotnet run --project "$(dirname "$0")/../src/Usher.Web" --}
cookies=$(mktemp -d)
trap 'rm -rf "$cookies"' EXIT

field() { grep -o "\"$1\":\"[^\"]*" | head -n 1 | cut -d'"' -f4; }
post() { curl -sS --fail-with-body -H 'Content-Type: application/json' "$@"; }
# The link in a person's e-mail, once it is there.
# Quoted-printable breaks long lines: they are joined again.
link() { for _ in $(seq 60); do grep -ls "^To: $1" "$data"/outbox/*.eml | xargs -r sed -z 's/=\r\?\n//g' | grep -ao 'welcome#[A-Za-z0-9_-]*' | head -n 1 | cut -d'#' -f2 | grep . && return; sleep 1; done; echo "no e-mail to $1" >&2; return 1; }
welcome() { post -c "$cookies/$1" "$url/api/session/password" -d "{\"link\":\"$(link "$1")\",\"password\":\"$(head -c 18 /dev/urandom | base64)\"}"; }
# as PERSON METHOD PATH [BODY]
as() { post -b "$cookies/$1" -X "$2" -H "Usher-Antiforgery: $(curl -sS -b "$cookies/$1" "$url/api/me" | field antiforgery)" "$url/api/$3" -d "${4:-}"; }

echo "The Platform Team, on the host: a customer with its first Customer Admin, and a Super User."
$usher customer create acme --name 'Acme Foods' --tenant main:Enterprise:acme-1 --seats 5 --insights --customer-admin ana@acme.example
$usher staff grant super-user ops@vendor.example

echo "Ana and the Super User choose passwords with the links in their e-mails."
welcome ana@acme.example
welcome ops@vendor.example

echo "Staff add two people; Ana appoints one of them Organization Admin, once they have accepted."
bo=$(as ops@vendor.example POST customers/acme/users '{"email":"bo@acme.example","firstName":"Bo","connect":"user","tenants":["main"]}' | field id)
cy=$(as ops@vendor.example POST customers/acme/users '{"email":"cy@acme.example","firstName":"Cy","connect":"user","tenants":["main"]}' | field id)
welcome bo@acme.example
welcome cy@acme.example
as ana@acme.example POST customers/acme/organization-admin "{\"user\":\"$bo\"}"

echo
echo "Bo gives Cy a seat and a team, and makes, approves and keys a recorder."
as bo@acme.example PUT "customers/acme/users/$cy/seat" '{"held":true}'
team=$(as bo@acme.example POST customers/acme/teams '{"name":"Sales"}' | field id)
as bo@acme.example PUT "customers/acme/teams/$team/members/$cy"
machine=$(as bo@acme.example POST customers/acme/integration-users "{\"name\":\"recorder\",\"owner\":\"$bo\",\"scopes\":[\"call/ingest\"]}" | field id)
as bo@acme.example POST "customers/acme/integration-users/$machine/approve" '{"approved":true}'
key=$(as bo@acme.example POST "customers/acme/integration-users/$machine/keys" '{"name":"first"}' | field key)

echo "The recorder pushes a call of Cy's."
post "$url/api/calls" -H "Authorization: Bearer $key" -d '{"recorderId":"1","title":"First call","host":"cy@acme.example","start":"2026-11-20T10:00:00Z","durationSeconds":60,
  "turns":[{"speaker":"Cy","at":0,"text":"I will send you the offer by Friday."}]}'

echo
echo "Cy sees it, and it is delivered to Cy's inbox:"
as cy@acme.example GET calls
echo
for _ in $(seq 30); do as cy@acme.example GET inbox | tee "$cookies/inbox" | grep -q '"call"' && break; sleep 1; done
cat "$cookies/inbox"
echo
echo "Bo, who administers everything and is in no team with Cy, does not:"
as bo@acme.example GET calls
echo
