#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Running cases are moved to a new text of their procedure: as they stand, or not at all.
. "$(dirname "$0")/lib.sh"
export LC_ALL=C
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
appeal=$TOP/workflows/written-appeal.scxml
own=$SKRYNKA_HOME/workflows/written-appeal.scxml
new() { as olena new written-appeal surname="$1" kind=complaint summary=Дах channel=counter >"$T/out" 2>&1; }
make_office
new Коваленко && new Бондар && new Шевчук
as holova do 2 resolve resolution=Розглянути executors=petrenko,sydorenko control=yes >"$T/out" 2>&1
as olena do 3 cancel reason=помилка >"$T/out" 2>&1
ok 'three cases: at the resolution, at work, ended' $?
mkdir -p "$SKRYNKA_HOME/workflows"
cp -a "$SKRYNKA_HOME" "$T/base"
# office SED: the office as it was, with a changed definition
office() {
	chmod -R u+w "$SKRYNKA_HOME"
	rm -rf "$SKRYNKA_HOME"
	cp -a "$T/base" "$SKRYNKA_HOME"
	sed "$1" "$appeal" >"$own"
}
migrate() { as admin workflow migrate written-appeal "$@"; }
# stays NAME CODE WORDS ARG…: refused, and all is as it was
stays() {
	stays_name=$1 stays_code=$2 stays_words=$3
	shift 3
	dump_store "$SKRYNKA_HOME" >"$T/before"
	exits "$stays_name" "$stays_code" migrate "$@"
	cat "$T/out" >>"$T/err"
	says "$stays_name: says so" "$T/err" "$stays_words"
	dump_store "$SKRYNKA_HOME" >"$T/after"
	cmp -s "$T/before" "$T/after"
	ok "$stays_name: nothing is changed" $?
}
rename='s/"execution"/"work"/; s/In(.execution.)/In('"'work'"')/; s|<data id="body"/>|<data id="body"/><data id="extra" expr="'"'x'"'"/>|'

# --- nothing to do ---
office ''
stays 'the same text' 0 'is there already'

# --- a state is called otherwise ---
office "$rename"
stays 'not without a name for it' 65 'the new procedure has no state execution: say --map execution=' --do --why 'new order'
stays 'tried, not done' 0 'can be moved' --map execution=work
says 'tried: says how' "$T/err" 'To carry it out: --do --why'
stays 'tried by name' 0 'can be moved' --dry-run --map execution=work
stays 'not without a reason' 64 'say why' --do --map execution=work
stays 'no such state' 65 'has no state nowhere' --map execution=nowhere --do --why x
stays 'a state with states in it' 65 'answered has states in it' --map execution=answered --do --why x
stays 'not to the end' 65 'filed would end the case' --map execution=filed --do --why x
stays 'what is held is not lost' 65 'what consideration holds' --map execution=filing --do --why x
stays 'two places at once' 65 'in 2 states of consideration' --map execution=work,resolution --do --why x
stays 'not a map' 64 'OLD=NEW' --map execution
exits 'not for others' 77 as holova workflow migrate written-appeal --map execution=work
sql 'SELECT instance, id, due, why, fires FROM timer ORDER BY 1, 2' >"$T/timers"
sql 'SELECT id, person, role, kind, title, given_at, done_at FROM task ORDER BY 1' >"$T/tasks"
sql 'SELECT count(*) FROM notice' >"$T/notices"
exits 'moved' 0 migrate --map execution=work --do --why 'New order of the council'
says 'says how many' "$T/err" '2 cases moved'
same 'where they stand' "$(sql 'SELECT id, states FROM instance')" '1|resolution
2|work
3|cancelled'
same 'two run on the new text' "$(sql 'SELECT count(DISTINCT definition), (SELECT definition FROM instance WHERE id = 1) = (SELECT definition FROM instance WHERE id = 2) FROM instance')" '2|1'
same 'terms keep their dates' "$(sql 'SELECT instance, id, due, why, fires FROM timer ORDER BY 1, 2')" "$(cat "$T/timers")"
same 'tasks keep their people' "$(sql 'SELECT id, person, role, kind, title, given_at, done_at FROM task ORDER BY 1')" "$(cat "$T/tasks")"
same 'no notice is sent again' "$(sql 'SELECT count(*) FROM notice')" "$(cat "$T/notices")"
same 'held by the state as it is called now' "$(sql "SELECT group_concat(id) FROM timer WHERE state = 'work'; SELECT group_concat(person) FROM task WHERE state = 'work' AND done_at IS NULL")" 'parts
petrenko,sydorenko'
same 'variables keep what they hold' "$(sql 'SELECT data FROM instance WHERE id = 2' | xmllint --xpath 'concat(//executors/e[@lead]/@id, " ", //control, " ", //extra, " ", count(//executors))' -)" 'petrenko holova x 1'
same 'in the journal' "$(sql "SELECT instance, step, person, before, after, data ->> 'why', data ->> 'map' FROM journal WHERE event = 'migrate' ORDER BY id")" '1|2|admin|resolution|resolution|New order of the council|execution=work
2|3|admin|execution|work|New order of the council|execution=work'
stays 'a second time' 0 'is there already' --map execution=work --do --why x
exits 'goes on: a part' 0 as sydorenko do 2 part.done text=Оглянуто
exits 'goes on: the reply' 0 as petrenko do 2 reply.final text=Так outcome=9.1
exits 'goes on: its signature' 0 as holova do 2 sign number=1
same 'goes on: what the state held has ended' "$(sql "SELECT count(*) FROM task WHERE casefile = 2 AND state = 'work' AND done_at IS NULL; SELECT count(*) FROM timer WHERE instance = 2")" '0
0'
exits 'goes on: the other' 0 as holova do 1 resolve resolution=Так executors=petrenko
same 'goes on: there' "$(sql 'SELECT states FROM instance WHERE id = 1')" 'work'

# --- two states change names ---
office 's/"execution"/"tmp"/g; s/"resolution" initial/"x" initial/; s/state id="resolution"/state id="execution"/; s/initial="resolution"/initial="execution"/; s/"tmp"/"resolution"/g; s/In(.execution.)/In('"'resolution'"')/'
exits 'the swapped text is right' 0 "$SKRYNKA" workflow check "$own"
exits 'swapped' 0 migrate --map execution=resolution --map resolution=execution --do --why swap
same 'swapped: where they stand' "$(sql 'SELECT id, states FROM instance')" '1|execution
2|resolution
3|cancelled'
same 'swapped: what they hold' "$(sql "SELECT casefile, state, group_concat(coalesce(person, role)) FROM task WHERE done_at IS NULL GROUP BY 1, 2; SELECT instance, id, state FROM timer ORDER BY 1, 2")" '1|execution|head
2|resolution|petrenko,sydorenko
1|consideration|consideration
1|resolution|execution
2|consideration|consideration
2|parts|resolution'

# --- a state that holds nothing any more still lets go ---
office '/<state id="resolution"/,/<\/onentry>/{/<onentry>/,/<\/onentry>/d}; s/<state id="resolution"/<state id="resolution" w:untimed="x"/; /<transition event="resolution.overdue">/,/<\/transition>/d'
exits 'the shorter text is right' 0 "$SKRYNKA" workflow check "$own"
exits 'one case only' 0 migrate --case 1 --do --why shorter
same 'the other stays' "$(sql "SELECT instance FROM journal WHERE event = 'migrate'")" 1
as holova do 1 resolve resolution=Так executors=petrenko >"$T/out" 2>&1
same 'its task and its term have ended' "$(sql "SELECT count(*) FROM task WHERE casefile = 1 AND kind = 'resolve' AND done_at IS NULL; SELECT count(*) FROM timer WHERE instance = 1 AND id = 'resolution'")" '0
0'

# --- a parallel: a place in each part ---
office 's|<state id="execution" w:title="На виконанні">|<parallel id="execution" w:title="На виконанні"><state id="left"/><state id="right"/>|'
perl -0pi -e 's|(name="outcome" title="Результат.*?</state>)|my $x = $1; $x =~ s!</state>!</parallel>!; $x|se' "$own"
exits 'the parallel text is right' 0 "$SKRYNKA" workflow check "$own"
stays 'not in one part alone' 65 'not all parts of execution' --case 2 --map execution=left --do --why x
exits 'both parts' 0 migrate --case 2 --map execution=left,right --do --why x
same 'stands in both' "$(sql 'SELECT states FROM instance WHERE id = 2')" 'left right'

# --- a broken text moves nobody ---
office 's/target="answered"/target="anwsered"/'
stays 'a broken text' 65 'anwsered' --do --why x
office ''
exits 'no such procedure' 0 as admin workflow migrate nothing
says 'no such procedure: says so' "$T/err" 'no case runs on this procedure'
exits 'JSON' 0 migrate --json
same 'JSON: rows' "$(pick 'map { "$_->{case} $_->{before} $_->{outcome}" } @$_' <"$T/out")" '1 resolution is there already
2 execution is there already'
done_testing
