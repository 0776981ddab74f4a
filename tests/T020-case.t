#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lives of a case: from the resolution to the casefile, the other outcomes, and all that is refused on the way.
. "$(dirname "$0")/lib.sh"
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
make_office
"$SKRYNKA" user add tretia --roles executor --name 'Третя ВИКОНАВИЦЯ' >"$T/out"
tiffcp "$TOP/samples/letter-typed.tif" "$TOP/samples/letter-request.tif" "$T/two.tif"
exits 'two letters are taken in' 0 as olena intake "$T/two.tif" --pages 1 --channel post
cp -a "$SKRYNKA_HOME" "$T/base"
# life: the office as it was after the intake
life() {
	rm -rf "$SKRYNKA_HOME"
	cp -a "$T/base" "$SKRYNKA_HOME"
}
# does NAME WHO EVENT …: on case 1
does() { name=$1 who=$2; shift 2; exits "$name" 0 as "$who" do 1 "$@"; }
# refuses NAME CODE WHO EVENT …: one line, and the case stays as it was
refuses() {
	name=$1 code=$2 who=$3
	shift 3
	kept=$(sql 'SELECT * FROM instance; SELECT * FROM card; SELECT * FROM timer; SELECT * FROM task')
	journal=$(sql 'SELECT count(*) FROM journal')
	exits "$name" "$code" as "$who" do 1 "$@"
	one_line "$name: one line" ''
	same "$name: nothing changed" "$(sql 'SELECT * FROM instance; SELECT * FROM card; SELECT * FROM timer; SELECT * FROM task')" "$kept"
	[ "$code" -ne 77 ] || same "$name: journalled" \
		"$(sql "SELECT person, event, taken FROM journal WHERE id > $journal")" "$who|$1|0"
}
states() { sql 'SELECT states FROM instance WHERE id = 1'; }
card() { sql "SELECT ifnull($1, '-') FROM card WHERE casefile = 1"; }
terms() { case_of 1 'map { "$_->{id} $_->{due}" } sort { $a->{id} cmp $b->{id} } @{$_->{terms}}'; }
due_mine() { as "$1" --json due --mine | pick 'map { "$_->{case} $_->{due}" } @$_' | tr '\n' ' '; }
notices() { sql 'SELECT template, recipient FROM notice WHERE casefile = 1 ORDER BY id' | tr '\n' ' ' | sed 's/ $//'; }

# --- what each may do ---
same 'it stands at the resolution' "$(states)" 'resolution'
same 'its terms' "$(terms)" 'consideration 2026-12-21
resolution 2026-11-23'
may() { as "$1" --json show 1 | pick 'join " ", map { $_->{event} } grep { $_->{mine} && $_->{now} } @{$_->{choices}}'; }
same 'the registrar may' "$(may olena)" 'amend repeat invite cancel'
same 'the head may' "$(may holova)" 'extend invite invite-refuse shorten control.put resolve forward return decline'
same 'the administrator, who holds all roles, may' "$(may admin)" 'amend repeat extend invite invite-refuse shorten control.put resolve forward return decline cancel'
same 'the archivist may nothing yet' "$(may arkhiv)" ''
exits 'words for the head' 0 as holova show 1
says 'what he may do, as a command' "$T/out" 'skrynka do 1 resolve'
says 'what it wants' "$T/out" 'executors=…'
exits 'words for the archivist' 0 as arkhiv show 1
same 'no command for him' "$(grep -c 'skrynka do' "$T/out")" 0
same 'whom it waits for' "$(as arkhiv --json show 1 | pick 'map { $_->{by} } grep { $_->{event} eq "resolve" } @{$_->{choices}}')" head

# --- the resolution ---
refuses 'not the registrar' 77 olena resolve resolution=x executors=petrenko
refuses 'not the executor' 77 petrenko resolve resolution=x executors=petrenko
refuses 'not yet a reply' 77 holova reply.final text=x outcome=9.1
refuses 'no such event' 77 holova rezolve resolution=x
refuses 'an input is missing' 65 holova resolve executors=petrenko
same 'and named' "$(grep -c 'resolution' "$T/err")" 1
refuses 'an unknown input' 65 holova resolve resolution=x executors=petrenko colour=red
says 'is named, with those that are taken' "$T/err" 'executors'
refuses 'an unknown person' 65 holova resolve resolution=x executors=petrenko,nikhto
says 'is named' "$T/err" 'nikhto'
refuses 'one who is no executor' 65 holova resolve resolution=x executors=olena
refuses 'one person twice' 65 holova resolve resolution=x executors=petrenko,petrenko
refuses 'a word out of no list' 65 holova resolve resolution=x executors=petrenko control=maybe
refuses 'a day that is none' 65 holova resolve resolution=x executors=petrenko until=2026-02-30
exits 'no NAME=VALUE' 64 as holova do 1 resolve petrenko
exits 'a value twice' 64 as holova do 1 resolve resolution=x executors=petrenko resolution=y
one_line 'says which' 'resolution'
exits 'no such case' 66 as holova do 99 resolve resolution=x executors=petrenko
exits 'scans are not for who has no task' 77 as petrenko fetch 1 -o "$T/early"
one_line 'says so' ''
exits 'nor is the card' 77 as petrenko show 1
same 'both are in the audit' "$(sql "SELECT person, count(*) FROM audit WHERE person = 'petrenko'")" 'petrenko|2'
[ ! -e "$T/early" ] || [ -z "$(ls "$T/early")" ]
ok 'nothing was written' $?

does 'the resolution' holova resolve resolution='Розглянути, відповісти' executors=petrenko,sydorenko control=yes
same 'in execution' "$(states)" 'execution'
same 'on the card' "$(card resolution) $(card author) $(card lead) $(card control)" 'Розглянути, відповісти holova petrenko holova'
same 'parts three days before the control date' "$(terms)" 'consideration 2026-12-21
parts 2026-12-18'
same 'tasks' "$(sql "SELECT person, kind FROM task WHERE casefile = 1 AND done_at IS NULL ORDER BY id")" 'petrenko|lead
sydorenko|part'
same 'notices to both' "$(notices)" 'task|petrenko task|sydorenko'
same 'the mark of control is drawn' "$(sql "SELECT name, person, side FROM mark m JOIN mark_place p ON p.mark = m.id ORDER BY m.id" | grep control)" \
	'control|holova|paper'
refuses 'the resolution is laid once' 77 holova resolve resolution=x executors=tretia

# --- the scans, for those they are routed to ---
exits 'the lead fetches' 0 as petrenko fetch 1 -o "$T/lead"
same 'the page with its marks' "$(sha256sum <"$T/lead/1-01.tif")" "$(sql "SELECT d.image FROM pressed d JOIN page p ON p.id = page WHERE casefile = 1")  -"
same 'its name is printed' "$(cat "$T/out")" "$T/lead/1-01.tif"
exits 'the co-executor too' 0 as sydorenko fetch 1 --clean -o "$T/part"
same 'without marks' "$(sha256sum <"$T/part/1-01.tif")" "$(sql 'SELECT image FROM page WHERE casefile = 1')  -"
for who in olena holova kontrol arkhiv; do
	exits "$who fetches" 0 as $who fetch 1 -o "$T/$who"
done
exits 'another executor does not' 77 as tretia fetch 1 -o "$T/third"
exits 'nor the lead of another case' 77 as petrenko fetch 2 -o "$T/third"
[ ! -e "$T/third" ] || [ -z "$(ls "$T/third")" ]
ok 'nothing was written' $?
same 'refusals are in the audit' "$(sql "SELECT person, about FROM audit WHERE act = 'fetch' AND words <> '' ORDER BY id DESC LIMIT 2" | sort)" 'petrenko|2
tretia|1'
same 'his cases' "$(as petrenko --json list --mine | pick 'map { $_->{case} } @$_')" 1
same 'none of hers' "$(as tretia --json list --mine)" '[]'

# --- replies ---
refuses 'the lead waits for the co-executor' 77 petrenko reply.final text=x outcome=9.1
refuses 'parts are not his' 77 petrenko part.done text=x
refuses 'the head does not reply for him' 77 holova reply.final text=x outcome=9.1
exits 'not resolved: not exported' 77 as arkhiv export 1 -o "$T/early"
does 'a preliminary reply' petrenko reply.preliminary text='Запит надіслано'
same 'keeps state, control and term' "$(states) $(card control) $(terms | head -1)" 'execution holova consideration 2026-12-21'
same 'the applicant is told' "$(notices)" 'task|petrenko task|sydorenko preliminary|applicant'
refuses 'the part needs words' 65 sydorenko part.done
does 'the part' sydorenko part.done text='Обстежено'
same 'ends its term and task' "$(terms) $(sql "SELECT count(*) FROM task WHERE person = 'sydorenko' AND done_at IS NULL")" 'consideration 2026-12-21 0'
refuses 'once' 77 sydorenko part.done text=x
refuses 'the co-executor does not give the reply' 77 sydorenko reply.final text=x outcome=9.1
refuses 'an outcome that is none' 65 petrenko reply.final text=x outcome=9.9
refuses 'a refusal names the law' 77 petrenko reply.final text='Ні' outcome=9.2
does 'the final reply' petrenko reply.final text='Ліхтарі полагоджено' outcome=9.1
same 'waits for its signature, in term' "$(states) $(terms)" 'signing consideration 2026-12-21'
refuses 'the lead does not sign it' 77 petrenko sign
does 'who laid the resolution does' holova sign
same 'then for its index' "$(states)" 'sending'
refuses 'the lead does not register it' 77 petrenko sent number=1
does 'the registrar does' olena sent number=02-14/7
same 'answered, on control' "$(states) $(card outcome) $(card control)" 'controlled 9.1 holova'
same 'the reply is on the card' "$(card reply) $(card reply_number) $(card replied_on)" 'Ліхтарі полагоджено 02-14/7 2026-11-20'
same 'its term is over' "$(terms)" ''
exits 'on control: not exported' 77 as arkhiv export 1 -o "$T/early"
refuses 'on control: not filed' 77 arkhiv file
for who in zastup kontrol petrenko admin; do
	refuses "$who does not remove control" 77 $who control.remove
done
does 'who put it on removes it' holova control.remove text='Виконано'
same 'replied' "$(states) $(card control)" 'replied -'
refuses 'the head does not file' 77 holova file
does 'the archivist files' arkhiv file file=05-12 volume=1
same 'filed' "$(states)" 'filed'
same 'no task is left' "$(sql 'SELECT count(*) FROM task WHERE casefile = 1 AND done_at IS NULL')" 0
refuses 'nothing after the end' 77 holova control.put
same 'finished ones are listed when asked for' "$(as admin --json list | pick 'map { $_->{case} } @$_') $(as admin --json list --all | pick 'map { $_->{case} } @$_' | tr '\n' ' ')" '2 1 2 '
same 'the whole history' "$(case_of 1 'map { join " ", $_->{user} // "-", $_->{event}, $_->{states} } grep { $_->{taken} } @{$_->{history}}')" \
	'- start intake
olena register resolution
holova resolve execution
petrenko reply.preliminary execution
sydorenko part.done execution
petrenko reply.final signing
holova sign sending
olena sent controlled
holova control.remove replied
arkhiv file filed'

# --- extension: 45 days at the most, with a reason and a notice ---
life
refuses 'the registrar does not extend' 77 olena extend until=2026-12-31 reason=x
refuses 'a reason is wanted' 65 holova extend until=2026-12-31
refuses 'not to an earlier day' 77 holova extend until=2026-12-15 reason=x
refuses 'not beyond 45 days' 77 holova extend until=2027-01-05 reason=x
says 'the last day is told' "$T/err" '04.01.2027'
does 'to the 45th day' holova extend until=2027-01-04 reason='Потрібна експертиза'
same 'the new term' "$(terms | head -1)" 'consideration 2027-01-04'
same 'the applicant is told' "$(notices)" 'extended|applicant'
refuses 'no further' 77 holova extend until=2027-01-05 reason=x
does 'to co-executors the part moves along' holova resolve resolution=x executors=petrenko,tretia
same 'three days before the new date' "$(terms)" 'consideration 2027-01-04
parts 2027-01-01'

# --- the deputy ---
life
refuses 'while the head is there' 77 zastup resolve resolution=x executors=petrenko
exits 'only the administrator tells of absence' 77 as zastup user change holova --absent-until 2026-11-25
exits 'the head is absent' 0 as admin user change holova --absent-until 2026-11-25
export SKRYNKA_NOW=2026-11-26T08:00
refuses 'he is back' 77 zastup resolve resolution=x executors=petrenko
export SKRYNKA_NOW=2026-11-25T17:00
does 'on the last day of absence' zastup resolve resolution=x executors=petrenko control=yes
same 'in his name' "$(card author) $(card control)" 'zastup zastup'
does 'the reply' petrenko reply.final text=x outcome=9.2 act='ст. 15'
does 'signed by who acted for the head' zastup sign number=1
sql "SELECT words FROM notice WHERE template = 'answer-refused'" >"$T/refusal"
says 'how to appeal is told' "$T/refusal" 'можна оскаржити'
refuses 'control was not put on by the head' 77 holova control.remove
export SKRYNKA_NOW=2026-11-27T08:00
does 'the deputy removes his own, the head being back' zastup control.remove
export SKRYNKA_NOW=2026-11-20T09:30

# --- forwarding, return, not considered ---
life
refuses 'forward: to whom' 65 holova forward
does 'forward' holova forward body='Водоканал'
same 'in five days' "$(states) $(terms)" 'forwarding forward 2026-11-25'
refuses 'the head does not dispatch' 77 holova dispatch body=x
does 'dispatched' olena dispatch body='КП «Водоканал»' number=15
same 'its outcome' "$(states) $(card outcome) $(notices)" 'filing 9.5 forwarded|applicant'
does 'filed' arkhiv file

life
refuses 'return: no ground' 65 holova return reason=x
does 'return for want of data' holova return ground=data reason='Немає адреси'
same 'in five days' "$(states) $(terms)" 'returning-data return 2026-11-25'
does 'dispatched' olena dispatch reason='Немає адреси'
same 'its outcome' "$(states) $(card outcome) $(notices)" 'filing 9.4-7 returned|applicant'

life
does 'return for its form' holova return ground=form reason='Немає підпису'
same 'in ten days' "$(states) $(terms)" 'returning-form return 2026-11-30'
does 'dispatched' olena dispatch reason='Немає підпису'
same 'its outcome' "$(states) $(card outcome)" 'filing 9.4-5'

for ground in repeat:9.6-8 incapable:9.6-8 late:9.6-17; do
	life
	does "declined: ${ground%:*}" holova decline ground=${ground%:*} reason='Підстави'
	same "${ground%:*}: its outcome" "$(states) $(card outcome) $(notices)" "filing ${ground#*:} not-considered|applicant"
done
life
does 'declined: anonymous' holova decline ground=anonymous reason='Без підпису'
same 'there is nobody to tell' "$(card outcome) $(notices)" '9.6-8 '

# --- a cancelled index leaves a record, not a gap ---
life
first=$(case_of 1 '$_->{card}{index}')
refuses 'cancel: a reason' 65 olena cancel
does 'cancelled' olena cancel reason='Рекламний листок'
same 'ended' "$(states)" 'cancelled'
same 'the record' "$(sql "SELECT words, cancelled_by, why FROM index_given WHERE casefile = 1")" "$first|olena|Рекламний листок"
exits 'its index finds it no more' 66 as olena show "$first"
exits 'another letter' 0 as olena intake "$TOP/samples/letter-repeat.tif" --pages 1
same 'a day after it came is not taken for that of its signature' "$(sql 'SELECT count(signed_on) FROM card WHERE casefile = (SELECT max(id) FROM casefile)')" 0
same 'does not get its number' "$(sql 'SELECT number FROM index_given ORDER BY id' | tr '\n' ' ')" '1 1 2 '

# --- the wrong procedure: the same paper, day and card go on under another ---
life
same 'what was read as a request runs as one' "$(case_of 2 '$_->{card}{index}') $(sql 'SELECT procedure FROM casefile WHERE id = 2')" 'ЗПІ-1 information-request'
exits 'two at once: no' 77 as olena new written-appeal --from 2
exits 'cancelled' 0 as olena do 2 cancel reason='Просить полагодити дорогу'
exits 'opened anew' 0 as olena new written-appeal --from 2
same 'registered as an appeal' "$(case_of 3 '$_->{card}{index}') $(sql 'SELECT states FROM instance WHERE id = 3')" 'К-2 resolution'
same 'its paper, day and name' "$(sql 'SELECT original, image, arrived, surname FROM casefile c JOIN card ON card.casefile = c.id JOIN page p ON p.casefile = c.id JOIN applicant a ON a.casefile = c.id WHERE c.id = 3')" \
	"$(sql 'SELECT original, image, arrived, surname FROM casefile c JOIN card ON card.casefile = c.id JOIN page p ON p.casefile = c.id JOIN applicant a ON a.casefile = c.id WHERE c.id = 2')"
same 'its own stamp is drawn' "$(sql "SELECT name FROM mark JOIN mark_place ON mark = mark.id JOIN page ON page.id = page WHERE casefile = 3")" registration
exits 'the scans are there' 0 as olena fetch 3 -o "$T/anew"
exits 'the store is whole' 0 "$SKRYNKA" verify

# --- facts are Ukrainian, whatever the process speaks ---
life
LANG=C exits 'refused in English: a role' 77 as petrenko do 1 resolve resolution=x executors=petrenko
says 'is told so' "$T/err" 'resolve: not your role'
LANG=C exits 'a term' 77 as holova do 1 extend until=2027-01-05 reason=x
LANG=C exits 'an event' 77 as holova do 1 rezolve
LANG=C exits 'a right' 77 as petrenko mark 1 copy
LANG=C exits 'a look' 77 as petrenko fetch 1
LANG=C does 'a day chosen' holova extend until=2026-12-31 reason=x
sql "SELECT why FROM journal WHERE taken = 0 UNION ALL SELECT why FROM timer
	UNION ALL SELECT words FROM audit WHERE act IN ('fetch', 'right') AND words <> ''" >"$T/facts"
same 'all is stored in Ukrainian' "$(grep -cE 'не ваша роль|пізніше, ніж|справа не чекає|день вибрано|потрібна роль|не доручено' "$T/facts")$(cyrillic -v <"$T/facts")" 6

# --- what a procedure must be told and paper cannot tell waits for the registrar ---
life
exits 'a paper that asks for a service' 0 as olena intake "$TOP/samples/letter-repeat.tif" --pages 1 --procedure admin-service
same 'is not registered' "$(sql 'SELECT states FROM instance WHERE id = 3') $(sql 'SELECT count(*) FROM index_given WHERE casefile = 3')" 'intake 0'
exits 'the registrar tells the service' 0 as olena do 3 register service=certificate phone=1 delivery=counter
same 'and it is' "$(case_of 3 '$_->{card}{index}') $(sql 'SELECT states FROM instance WHERE id = 3')" 'АП-1 accepted'

# --- rework ---
life
does 'resolution, the executor to sign' holova resolve resolution=x executors=petrenko signs=lead
does 'reply' petrenko reply.final text=x outcome=9.3 number=5
same 'not on control' "$(states) $(card outcome)" 'replied 9.3'
refuses 'the lead does not take it back' 77 petrenko rework reason=x
does 'the head sends it back' holova rework reason='Не на всі питання'
same 'in execution again, in the same term' "$(states) $(card outcome) $(terms)" 'execution - consideration 2026-12-21'
same 'the lead has its term among his' "$(due_mine petrenko)" '1 2026-12-21 '
same 'the head no more' "$(due_mine holova)" '2 2026-11-23 2 2026-11-27 '
same 'his task again' "$(sql "SELECT person, kind FROM task WHERE casefile = 1 AND done_at IS NULL")" 'petrenko|lead'
does 'the better reply' petrenko reply.final text='На всі' outcome=9.1 number=6
same 'counts' "$(states) $(card outcome)" 'replied 9.1'

# --- the card ---
life
kind=$(card kind)
does 'amend' olena amend phone=0501112233 topics='10' signed-on=18.11.2026
same 'noted' "$(sql 'SELECT phone FROM applicant WHERE casefile = 1') $(card signed_on) $(sql 'SELECT code FROM topic WHERE casefile = 1')" '0501112233 2026-11-18 10'
does 'empty what is not known after all' olena amend phone= topics= signed-on=' '
same 'gone' "$(sql "SELECT ifnull(phone, '-') FROM applicant WHERE casefile = 1") $(card signed_on) $(sql 'SELECT count(*) FROM topic WHERE casefile = 1')" '- - 0'
same 'the rest stays' "$(card kind)" "$kind"
refuses 'what is wanted may not be emptied' 65 holova resolve resolution= executors=petrenko
says 'is named' "$T/err" 'resolution'
refuses 'nothing of a name that is not asked for' 65 olena amend colour=
refuses 'no such topic' 65 olena amend topics=999
refuses 'not for the head' 77 holova amend phone=1
does 'repeat' olena repeat previous="$(case_of 2 '$_->{card}{index}')"
same 'marked on paper and card' "$(card sign) $(sql "SELECT count(*) FROM mark JOIN mark_place ON mark = mark.id WHERE name = 'repeat'")" 'repeat 1'
refuses 'once' 77 olena repeat previous=x

# --- terms: due, why, tick ---
exits 'due' 0 as kontrol --json due
same 'soonest first' "$(pick 'map { "$_->{case} $_->{due} $_->{left}" } @$_' <"$T/out")" '1 2026-11-23 3
2 2026-11-23 3
2 2026-11-27 7
1 2026-12-21 31'
same 'within five days' "$(as kontrol --json due --days 5 | pick 'scalar @$_')" 2
same 'of those that wait for the head' "$(due_mine holova)" \
	'1 2026-11-23 2 2026-11-23 2 2026-11-27 1 2026-12-21 '
same 'nothing waits for the controller, the request for the deputy' "$(as kontrol --json due --mine)$(due_mine zastup)" '[]2 2026-11-23 2 2026-11-27 '
exits 'due --why' 0 as kontrol due --why
says 'names the article' "$T/out" '393/96-ВР'
says 'and the start' "$T/out" '20.11.2026'
same 'dates as people write them' "$(grep -c '23\.11\.2026' "$T/out")" 4
export SKRYNKA_NOW=2026-11-23T23:59
exits 'tick on the last day' 0 "$SKRYNKA" tick
same 'nothing has passed' "$(notices)" ''
export SKRYNKA_NOW=2026-11-24T00:01
exits 'tick a minute past' 0 "$SKRYNKA" tick
same 'the controller is told' "$(notices)" 'overdue|controller'
exits 'tick again' 0 "$SKRYNKA" tick
same 'once' "$(notices)" 'overdue|controller'
same 'late, in days' "$(as kontrol --json due --days 0 | pick 'map { "$_->{case} $_->{left}" } @$_')" '1 -1
2 -1'
does 'late is not never' holova resolve resolution=x executors=petrenko
export SKRYNKA_NOW=2026-12-18T08:00
exits 'three days before the end' 0 "$SKRYNKA" tick
same 'a warning' "$(notices)" 'overdue|controller task|petrenko warning|controller warning|petrenko'
export SKRYNKA_NOW=2026-12-22T08:00
exits 'past the end' 0 "$SKRYNKA" tick
same 'to controller, head and lead' "$(notices | sed 's/.*warning|petrenko //')" 'overdue|controller overdue|head overdue|petrenko'
same 'the program did it' "$(case_of 1 'map { ($_->{user} // "-") . " $_->{event}" } grep { $_->{event} =~ /due/ } @{$_->{history}}')" '- resolution.overdue
- due-soon
- overdue'
export SKRYNKA_NOW=2026-11-20T09:30

# --- marks by hand ---
life
exits 'copy' 0 as olena mark 1 copy --why 'Для виконавця'
exits 'in person' 0 as olena mark 1 in-person
exits 'again' 0 as olena mark 1 copy
same 'who, why, on which page, once' "$(case_of 1 'map { join " ", $_->{mark}, $_->{page}, $_->{user}, $_->{why} // "-" } @{$_->{marks}}')" \
	'registration 1 olena Зареєструвати
copy 1 olena Для виконавця
in-person 1 olena -'
same 'all drawn, at a place, on free paper' "$(case_of 1 'map { $_->{pressed} && $_->{where} eq "paper" && $_->{box}[2] > 100 && $_->{box}[3] > 50 ? 1 : 0 } @{$_->{marks}}' | tr -d '\n')" '111'
same 'none over another' "$(case_of 1 'my @m = map { $_->{box} } @{$_->{marks}}; my @bad;
	for my $i (0 .. $#m) { for my $j ($i + 1 .. $#m) { my ($p, $q) = @m[$i, $j];
		push @bad, "$i $j" if $p->[0] < $q->[0] + $q->[2] && $q->[0] < $p->[0] + $p->[2]
			&& $p->[1] < $q->[1] + $q->[3] && $q->[1] < $p->[1] + $p->[3] } } @bad')" ''
same 'the scan is not altered' "$(as olena fetch 1 --original -o "$T/o" | xargs sha256sum | cut -d' ' -f1)" "$(sql 'SELECT original FROM casefile WHERE id = 1')"
# --- a page that lies on its side ---
page() { sql "SELECT $1 FROM page p LEFT JOIN pressed d ON d.page = p.id WHERE p.casefile = 1 AND p.number = 1"; }
file_of() { echo "$SKRYNKA_HOME/objects/$(echo "$1" | sed 's/../&\//')"; }
size_of() { tiffinfo "$(file_of "$1")" 2>/dev/null | sed -n 's/^ *Image Width: \([0-9]*\) Image Length: \([0-9]*\)/\1 \2/p'; }
upright=$(page p.image) stamped=$(page d.image) marks=$(sql 'SELECT count(*) FROM mark_place')
exits 'the registrar turns it' 0 as olena turn 1 1 90
same 'noted: who and how' "$(page p.turn) $(sql 'SELECT degrees, person FROM turned') $(sql "SELECT person, about, words FROM audit WHERE act = 'turn'")" \
	'90 90|olena olena|1/1|90'
same 'its picture is on its side' "$(size_of "$(page p.image)")" "$(size_of "$upright" | awk '{print $2, $1}')"
same 'the one with marks too' "$(size_of "$(page d.image)" | cut -d' ' -f1)" "$(size_of "$upright" | cut -d' ' -f2)"
same 'all its marks are pressed again' "$(sql 'SELECT count(*) FROM mark_place')" "$marks"
tiff2pdf -o "$T/side.pdf" "$(file_of "$(page d.image)")" 2>"$T/err" && pdftoppm -r 300 -gray -singlefile "$T/side.pdf" "$T/side"
same 'upright, with their QR' "$(zbarimg -q --raw "$T/side.pgm" 2>/dev/null | head -1)" "12345678/2026/$(case_of 1 '$_->{card}{index}')"
same 'who fetches gets that' "$(as olena fetch 1 -o "$T/side" | head -1 | xargs sha256sum | cut -d' ' -f1)" "$(page d.image)"
exits 'and back' 0 as olena turn 1 1 270
same 'the same bytes as before' "$(page p.turn) $(page p.image) $(page d.image)" "0 $upright $stamped"
exits 'an executor does not turn' 77 as petrenko turn 1 1 90
exits 'by no other angle' 65 as olena turn 1 1 45
exits 'no such page to turn' 66 as olena turn 1 9 90
same 'nothing was turned by these' "$(sql 'SELECT count(*) FROM turned')" 2

exits 'an executor does not stamp' 77 as petrenko mark 1 copy
one_line 'says whose right it is' 'registrar'
exits 'no such mark' 65 as olena mark 1 stamp-of-the-king
one_line 'names it' 'stamp-of-the-king'
exits 'no such page' 66 as olena mark 1 copy --page 9
exits 'nothing that leads out of the folder' 65 as olena mark 1 ../../office
exits 'the home is whole' 0 "$SKRYNKA" verify
done_testing
