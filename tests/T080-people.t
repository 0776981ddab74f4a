#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each of the office's people at the desk: what is listed for whom, what is not, and what each is told.
. "$(dirname "$0")/lib.sh"
make_office
tiffcp "$TOP/samples/letter-typed.tif" "$TOP/samples/letter-hand.tif" "$TOP/samples/letter-request.tif" "$T/three.tif"
exits 'three letters are taken in' 0 as olena intake "$T/three.tif" --pages 1 --channel post
cases() { who=$1; shift; as "$who" --json list "$@" | pick 'map { $_->{case} } @$_' | tr '\n' ' ' | sed 's/ $//'; }
due() { as "$1" --json due | pick 'map { $_->{case} } @$_' | sort -un | tr '\n' ' ' | sed 's/ $//'; }

# --- who sees what (Law on citizens' appeals, art. 10) ---
as holova do 1 resolve resolution='Розглянути' executors=petrenko >"$T/out"
for who in olena holova zastup kontrol arkhiv admin; do
	same "$who sees all cases" "$(cases "$who"), $(due "$who")" '1 2 3, 1 2 3'
	exits "$who sees a card" 0 as "$who" show 3
done
same 'an executor sees his own' "$(cases petrenko), $(due petrenko)" '1, 1'
same 'and nobody else’s, whatever he asks' "$(cases petrenko --all --user holova)$(cases petrenko запит)$(cases petrenko --state resolution)" ''
same 'another executor sees none' "$(cases sydorenko), $(due sydorenko)" ', '
exits 'nor a card' 77 as sydorenko show 1
one_line 'in one line' 'sydorenko'

# --- what waits for whom ---
same 'the registrar has letters to register' "$(cases olena --mine)" 2
same 'the head has resolutions to lay' "$(cases holova --mine)" 3
same 'the deputy has none while the head is here' "$(cases zastup --mine)" ''
"$SKRYNKA" user change holova --absent-until 2026-11-30 >/dev/null
same 'and lays them when he is not' "$(cases zastup --mine)" 3
"$SKRYNKA" user change holova --absent-until - >/dev/null
same 'the executor has his' "$(cases petrenko --mine)" 1

done_testing
