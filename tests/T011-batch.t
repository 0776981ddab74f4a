#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paper goes in, by other ways: every N pages a letter, a count that is wrong, grey pages, readers that die.
. "$(dirname "$0")/lib.sh"
samples=$TOP/samples
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
make_office
export SKRYNKA_USER=olena
cp -a "$SKRYNKA_HOME" "$T/empty"
tiffcp "$samples/letter-typed.tif" "$samples/letter-request.tif" "$T/two.tif"

# --- the wrong count holds the batch ---
before=$(sha256sum <"$T/two.tif")
LANG=C exits 'two letters, three expected' 77 "$SKRYNKA" --json intake "$T/two.tif" --pages 1 --letters 3
one_line 'one line says the counts' '2'
says 'and what was expected' "$T/said" '3'
same 'lists what was found, without cases' "$(pick 'map { join "|", $_->{letter}, $_->{pages}, $_->{case} // "-", $_->{index} // "-",
	$_->{applicant} ? "named" : "" } @$_' <"$T/out")" \
	'1|1|-|-|named
2|1|-|-|named'
same 'nothing is registered' "$(sql 'SELECT count(*) FROM casefile') $(sql 'SELECT count(*) FROM index_given') $(sql 'SELECT count(*) FROM journal')" '0 0 0'
same 'the batch is held' "$(sql 'SELECT state, letters_expected FROM batch')" 'held|3'
same 'with the reason in Ukrainian, whatever was spoken' "$(sql 'SELECT note FROM batch' | grep -c 'знайдено')" 1
same 'the source is kept' "$(sql 'SELECT source FROM batch')  -" "$before"
same 'and left where it was' "$(sha256sum <"$T/two.tif")" "$before"
same 'failed/ is for files that cannot be read' "$(ls "$SKRYNKA_HOME/failed")" ''
exits 'held: the home is whole' 0 "$SKRYNKA" verify
exits 'no separators, two letters expected' 77 "$SKRYNKA" intake "$T/two.tif" --letters 2
one_line 'what to say is --pages, not another number' 'з --pages N'
tiffcp "$samples/box-2026-11-20.tif,0" "$samples/box-2026-11-20.tif,2" "$T/separators.tif"
cp -a "$T/empty" "$T/alone"
exits 'separators alone' 77 "$SKRYNKA" --home "$T/alone" intake "$T/separators.tif"
one_line 'what to do' 'покладіть листи за роздільниками'
objects=$SKRYNKA_HOME/objects
echo half >"$objects/4711-0.tmp" && touch -d '25 hours ago' "$objects/4711-0.tmp" # of a run long killed
echo half >"$objects/4711-1.tmp"                                                  # of one that may be at work
exits 'the right count takes it in' 0 "$SKRYNKA" --json intake "$T/two.tif" --pages 1 --letters 2
same 'what a killed run left half written is swept, not what is fresh' "$(cd "$objects" && echo *.tmp)" 4711-1.tmp
rm "$objects/4711-1.tmp"
same 'two cases' "$(pick 'map { "$_->{letter}|$_->{case}|" . ($_->{index} =~ /-\d+$/ ? "index" : "") } @$_' <"$T/out")" \
	'1|1|index
2|2|index'
same 'the batch is done' "$(sql 'SELECT count(*), state FROM batch')" '1|done'
exits 'one file for two letters of one page is two pages a letter' 0 "$SKRYNKA" intake "$T/two.tif" --pages 2
same 'but it was taken in already' "$(sql 'SELECT count(*) FROM casefile')" 2

# --- a batch that was split wrongly is undone as a whole, or not at all ---
cp -a "$SKRYNKA_HOME" "$T/before"
exits 'a resolution is laid on the second' 0 as holova do 2 resolve resolution=x executors=petrenko
dump_store "$SKRYNKA_HOME" >"$T/kept"
exits 'the batch stays' 77 "$SKRYNKA" batch cancel 1 --why 'Не так поділено'
one_line 'the letter is named' 'лист 2, справа 2'
dump_store "$SKRYNKA_HOME" >"$T/found"
same 'nothing was cancelled, the first letter neither' "$(diff "$T/kept" "$T/found" | head -5)" ''
rm -rf "$SKRYNKA_HOME" && mv "$T/before" "$SKRYNKA_HOME"
exits 'without a reason: no' 65 "$SKRYNKA" batch cancel 1
exits 'no such batch' 66 "$SKRYNKA" batch cancel 9 --why x
exits 'no number' 64 "$SKRYNKA" batch cancel one --why x
exits 'not for an executor' 77 as petrenko batch cancel 1 --why x
same 'it stands as it was' "$("$SKRYNKA" --json batch | pick 'map { "$_->{batch} $_->{name} $_->{letters} $_->{state}" } @$_')" '1 two.tif 2 done'
exits 'one letter was cancelled before' 0 "$SKRYNKA" do 2 cancel reason='Рекламний листок'
exits 'the batch is cancelled' 0 "$SKRYNKA" batch cancel 1 --why 'Не так поділено'
says 'one letter was left' "$T/out" 'листів: 1'
same 'each index has its record' "$(sql 'SELECT casefile, cancelled_by, why FROM index_given ORDER BY casefile')" '1|olena|Не так поділено
2|olena|Рекламний листок'
same 'each letter its event' "$(sql "SELECT instance, person, taken FROM journal WHERE event = 'cancel' ORDER BY instance")" '1|olena|1
2|olena|1'
same 'in the audit' "$(sql "SELECT person, about, words FROM audit WHERE act = 'batch-cancel'")" 'olena|1|Не так поділено'
exits 'once' 77 "$SKRYNKA" batch cancel 1 --why x
exits 'the same file anew, as one letter' 0 "$SKRYNKA" --json intake "$T/two.tif" --pages 2 --letters 1
same 'with the next index of appeals (a request has a counter of its own)' "$(pick 'map { "$_->{case} $_->{pages}" } @$_' <"$T/out") $(sql 'SELECT number FROM index_given WHERE casefile = 3')" '3 2 2'
same 'no repeat of what was cancelled' "$(sql 'SELECT sign FROM card WHERE casefile = 3')" primary
same 'both batches are told' "$("$SKRYNKA" --json batch list | pick 'map { "$_->{batch} $_->{letters} $_->{state} " . ($_->{note} // "") } @$_')" '2 1 done 
1 2 cancelled Не так поділено'
exits 'and again: it is known' 0 "$SKRYNKA" intake "$T/two.tif"
same 'nothing is doubled' "$(sql 'SELECT count(*) FROM casefile')" 3
exits 'the home is whole' 0 "$SKRYNKA" verify

# --- two files in one go, one of them no TIFF: the other goes in ---
echo 'not a scan' >"$T/text.tif"
exits 'a bad file among good ones' 65 "$SKRYNKA" intake "$T/text.tif" "$samples/letter-unsigned.tif" --pages 1
same 'the good one is in' "$(sql 'SELECT name, state FROM batch ORDER BY id')" 'two.tif|cancelled
two.tif|done
letter-unsigned.tif|done'

# --- grey pages, from the counter ---
exits 'a grey batch' 0 "$SKRYNKA" --json intake "$samples/grey-2026-11-20.tif" --pages 1 --letters 4 --channel counter --date 2026-11-19
same 'four letters, one page each' "$(pick 'map { "$_->{letter}|$_->{pages}" } @$_' <"$T/out")" '1|1
2|1
3|1
4|1'
grey=$(sql "SELECT id FROM batch WHERE name LIKE 'grey%'")
same 'the day and the way they came' "$(sql "SELECT DISTINCT arrived, channel FROM card JOIN casefile c ON c.id = casefile WHERE batch = $grey")" \
	'2026-11-19|counter'
same 'handed in at the counter: so marked' "$(sql "SELECT count(*) FROM index_given g JOIN casefile c ON c.id = g.casefile
	WHERE batch = $grey AND 2 - (procedure = 'information-request') <> (SELECT count(*) FROM mark m JOIN page p ON p.id = m.page WHERE p.casefile = c.id
	AND m.name IN ('registration', 'in-person'))")" 0
same 'grey stays grey with its marks' "$(for i in $(sql "SELECT d.image FROM pressed d JOIN page p ON p.id = d.page
	JOIN casefile c ON c.id = p.casefile WHERE batch = $grey"); do
	tiffinfo "$SKRYNKA_HOME/objects/$(echo "$i" | sed 's/../&\//')" | grep -E 'Bits/Sample|Samples/Pixel|Resolution'
done | sort -u | tr -d ' ')" 'Bits/Sample:8
Resolution:300,300pixels/inch
Samples/Pixel:1'

# --- readers that die ---
# children PID: those of a process
children() { cat /proc/"$1"/task/"$1"/children 2>/dev/null; }
# wait_for COMMAND…: until it is true; a minute at the most
wait_for() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 3000 ] || return 1
		sleep 0.02
	done
}
has_page() { [ -e "$SKRYNKA_HOME/spool/work/page-0001.xml" ]; }
fresh() {
	rm -rf "$SKRYNKA_HOME"
	cp -a "$T/empty" "$SKRYNKA_HOME"
}

fresh
"$SKRYNKA" intake "$T/two.tif" --pages 1 --workers 1 >"$T/out" 2>"$T/err" </dev/null &
intake=$!
wait_for has_page
room=$(children $intake)
worker=$(children "${room% }")
kill -9 $worker
wait $intake
same 'a reader killed over a page: the intake goes on' $? 0
same 'its page costs its text, no more' "$(sql 'SELECT c.letter, p.kind, (SELECT count(*) FROM index_given g WHERE g.casefile = c.id)
	FROM page p JOIN casefile c ON c.id = p.casefile ORDER BY 1')" '1|unread|0
2|text|1'
exits 'the letter can be registered by hand' 0 "$SKRYNKA" do 1 register surname=Прізвищенко subject=individual
same 'with an index and a stamp' "$(case_of 1 '$_->{card}{index}, map { $_->{mark} } @{$_->{marks}}')" 'П-1
registration'
grep -l 'fault=' "$SKRYNKA_HOME/objects/$(sql 'SELECT sheet FROM casefile WHERE letter = 1' | sed 's/../&\//')" >"$T/out"
ok 'the sheet tells of it' $?
exits 'and the home is whole' 0 "$SKRYNKA" verify

fresh
"$SKRYNKA" intake "$T/two.tif" --pages 1 --workers 1 >"$T/out" 2>"$T/err" </dev/null &
intake=$!
wait_for has_page
kill -9 $(children $intake)
wait $intake
same 'all readers killed: the machine is at fault' $? 70
one_line 'in one line' '9'
same 'nothing is registered' "$(sql 'SELECT count(*) FROM casefile')" 0
exits 'again' 0 "$SKRYNKA" intake "$T/two.tif" --pages 1
same 'goes on where it stopped' "$(sql 'SELECT count(*), state FROM batch') $(sql 'SELECT count(*) FROM index_given')" '1|done 2'

# --- two at once ---
fresh
"$SKRYNKA" intake "$T/two.tif" --pages 1 --workers 1 >"$T/first" 2>&1 </dev/null &
intake=$!
wait_for has_page
exits 'a second intake meanwhile' 75 "$SKRYNKA" intake "$samples/letter-hand.tif" --pages 1
one_line 'says to wait' ''
wait $intake
same 'the first is not disturbed' "$? $(sql 'SELECT count(*) FROM casefile')" '0 2'
done_testing
