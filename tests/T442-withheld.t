#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# An applicant who asked not to be named (Law on citizens' appeals, art. 10 part 2): executors but the lead are not told
# his name, address, telephone; who sees every case is.
. "$(dirname "$0")/lib.sh"
make_office
"$SKRYNKA" user add third --roles executor --name 'Тарас ТРЕТІЙ' >/dev/null
"$SKRYNKA" user add bondar --roles executor --name 'Богдан БОНДАР' >/dev/null
exits 'a letter' 0 as olena intake "$TOP/samples/letter-typed.tif" --letters 1
surname=$(case_of 1 '$_->{card}{applicant}' | cut -d' ' -f1)
exits 'its address' 0 as olena do 1 amend phone=0501234567 address='вул. Тиха, 9'
exits 'its executors' 0 as holova do 1 resolve resolution='Розглянути' executors='petrenko sydorenko'
told() { # USER: whether the name, street or telephone is anywhere in what he is shown
	{
		as "$1" show 1
		as "$1" --json show 1
		as "$1" list
		as "$1" --json list
		as "$1" due
		as "$1" --json due
	} | grep -cF -e "$surname" -e Тиха -e 0501234567
}
found() { as "$1" --json list "$surname" | pick 'scalar @$_'; }
ok 'there is a name to be told' "$([ -n "$surname" ] && [ "$surname" != - ] && [ "$(told sydorenko)" -gt 3 ]; echo $?)"
same 'and to be found by' "$(found sydorenko)" 1
exits 'an executor may not say so' 77 as petrenko withhold 1 --why 'x'
exits 'nor anybody without saying how' 64 as olena withhold 1
exits 'a summary that names him' 0 as olena do 1 amend summary="Скарга громадянина ${surname}а на сусідів"
exits 'kept back' 0 as olena withhold 1 --why 'у листі'
says 'the summary is told of' "$T/out" 'amend summary='
same 'a co-executor is told nothing, by the summary too' "$(told sydorenko)" 0
same 'nor finds it by the summary' "$(found sydorenko)" 0
exits 'a summary that does not' 0 as olena do 1 amend summary='Скарга на сусідів'
exits 'kept back, said twice' 0 as olena withhold 1 --why 'у листі'
same 'nothing is told' "$(grep -c 'amend' "$T/out")" 0
same 'a summary without the name is for all' "$(as sydorenko show 1 | grep -c 'Скарга на сусідів')" 1
same 'a co-executor is told nothing' "$(told sydorenko)" 0
same 'and finds nothing by it' "$(found sydorenko)" 0
same 'he sees his case, and why' "$(as sydorenko --json show 1 | pick '$_->{card}{applicant}')" \
	'не розголошується на прохання заявника (ст. 10)'
exits 'its pages are not for him' 77 as sydorenko fetch 1 -o "$T/pages"
one_line 'its pages are not for him: why' 'витяг'
exits 'nor as a PDF' 77 as sydorenko fetch 1 --pdf -o "$T/pages"
exits 'nor its text' 77 as sydorenko text 1
same 'none was written' "$(find "$T/pages" -type f 2>/dev/null)" ''
same 'that he tried is noted' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT count(*) FROM audit WHERE act = 'fetch' AND words <> '' AND about = '1'")" 3
for user in petrenko holova olena kontrol; do
	ok "$user is told" "$([ "$(told $user)" -gt 3 ]; echo $?)"
	exits "$user: the pages" 0 as $user fetch 1 -o "$T/$user"
done
notice() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT words FROM notice WHERE recipient = '$1' AND template = 'instruction'"; }
exits 'more executors' 0 as holova do 1 instruct executors=bondar text='Оглянути'
same 'the notice to a co-executor keeps it back' "$(notice sydorenko | grep -c "$surname") $(notice sydorenko | grep -c 'не розголошується')" '0 1'
same 'the notice to the lead does not' "$(notice petrenko | grep -c "$surname")" 1
exits 'another lead' 0 as holova do 1 reassign executor=third reason=x
ok 'the new lead is told' "$([ "$(told third)" -gt 3 ]; echo $?)"
same 'the old one is not' "$(told petrenko)" 0
exits 'taken back' 0 as olena withhold 1 --undo --why 'по телефону'
ok 'all are told again' "$([ "$(told petrenko)" -gt 3 ]; echo $?)"
same 'both are on record' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT asked, why, person FROM withheld')" '1|у листі|olena
1|у листі|olena
0|по телефону|olena'
done_testing
