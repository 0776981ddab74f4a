#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each of the office's people at the desk: what is listed for whom, what is not, and what each is told.
. "$(dirname "$0")/lib.sh"
make_office
tiffcp "$TOP/samples/letter-typed.tif" "$TOP/samples/letter-hand.tif" "$TOP/samples/letter-request.tif" "$T/three.tif"
exits 'three letters are taken in' 0 as olena intake "$T/three.tif" --pages 1 --channel post
says 'how many' "$T/err" 'Листів: 3; сторінок: 3, з них порожніх: 0, не прочитано: 0. Як надійшло: Письмове звернення поштою.'
says 'what waits' "$T/err" 'Зареєстровано: 2; чекають на реєстратора: 1. Минуло 0 хв'
tr '\n' ' ' <"$T/err" | tr -s ' ' >"$T/flat"
says 'how to look and go on' "$T/flat" 'чекають справи: 2. Гляньте на сторінку («skrynka fetch 2 -o ТЕКА») і введіть «skrynka do 2 register surname=…»'
says 'which are requests, with a shorter term' "$T/err" 'Запити на публічну інформацію, відповідь за 5 робочих днів: ЗПІ-1.'
same 'no line is wider than the terminal' "$(perl -CSD -lne 'print if length > 100' "$T/out" "$T/err")" ''
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
same 'the deputy has the request, which he may route too' "$(cases zastup --mine)" 3
"$SKRYNKA" user change holova --absent-until 2026-11-30 >/dev/null
same 'and lays resolutions when the head is away' "$(cases zastup --mine)" 3
"$SKRYNKA" user change holova --absent-until - >/dev/null
same 'the executor has his' "$(cases petrenko --mine)" 1

# --- what each is told ---
exits 'the head looks' 0 as holova show 3
same 'what waits for him, first' "$(sed -n 2p "$T/out")" '  Чекає на вас: Визначити, хто володіє інформацією'
says 'what to type, with what must be told' "$T/out" 'skrynka do 3 resolve resolution=… executors=…'
says 'what need not, in a line' "$T/out" 'якщо треба: urgent'
same 'that first' "$(grep 'skrynka do 3' "$T/out" | sed 's/.*do 3 //; s/ .*//' | head -1)" resolve
says 'what is for others, by role' "$T/out" 'реєстратор: Виправити картку · Надійшла скарга'
same 'a request goes by its own term' "$(grep -c 'за 5 робочих днів' "$T/out")" 0
exits 'an ordinary letter' 0 as holova show 1
same 'has no such remark' "$(grep -c 'робочих' "$T/out")" 0
as olena do 1 amend kind=request >/dev/null
exits 'a request that runs as an appeal' 0 as holova show 1
says 'has another term, and that is told' "$T/out" 'за 5 робочих днів'
says 'with what to do' "$T/out" 'skrynka new information-request --from 1'
as olena do 1 amend kind=application >/dev/null
exits 'the registrar looks' 0 as olena show 2
says 'where the page is' "$T/out" 'skrynka fetch 2 -o ТЕКА'
says 'what is missing' "$T/out" 'Вкажіть прізвище заявника'
same 'the first step is to register' "$(grep 'skrynka do 2' "$T/out" | sed 's/.*do 2 //; s/ .*//' | head -1)" register
exits 'one event in all its words' 0 as olena show 2 --event register
says 'codes with their titles' "$T/out" 'post — Письмове звернення поштою'
exits 'people by name' 0 as holova show 3 --event resolve
says 'who can be named' "$T/out" 'sydorenko — Сидір СИДОРЕНКО'
exits 'an event that is none' 66 as holova show 3 --event nosuch
one_line 'is refused' 'skrynka show 3'
as holova do 3 resolve resolution='Дати відповідь' executors=petrenko,sydorenko >"$T/out"
exits 'the lead looks' 0 as petrenko show 3
says 'what he may not yet, and why' "$T/out" 'Надати остаточну відповідь: Ще не подали своїх матеріалів: Сидір СИДОРЕНКО'
exits 'an unknown event is refused' 77 as petrenko do 3 nosuch
exits 'the history' 0 as holova show 3 --history
same 'no word is lost in it' "$(grep -c null "$T/out")" 0
says 'the event as it was written' "$T/out" 'nosuch'
for what in 'list' 'list --all' 'due' 'show 1' 'show 2' 'show 3' 'user list' 'show 3 --event amend' 'show 2 --event register'; do
	# shellcheck disable=SC2086
	exits "$what" 0 as olena $what
	same "$what: 100 columns" "$(perl -CSD -lne 'print if length > 100' "$T/out" "$T/err")" ''
done
COLUMNS=70 exits 'a narrow terminal' 0 as olena list
same '70 columns' "$(perl -CSD -lne 'print if length > 70' "$T/out" "$T/err")" ''

# --- states by their words ---
same 'a state by its id' "$(cases olena --state intake)" 2
same 'by a word of its title' "$(cases olena --state реєстрації)" 2
same 'no such state' "$(cases olena --state '%')$(cases olena --state Нема)" ''
exits 'said to people' 0 as olena list --state Нема
says 'with the states there are' "$T/err" 'На виконанні — 2'

# --- hostile words ---
ESC=$(printf '\033[31m') BELL=$(printf '\007') C1=$(printf '\302\23331m') RTL=$(printf '\342\200\256') BAD=$(printf '\377\376')
LONG=$(head -c 30000 /dev/zero | tr '\0' 'a')
refusals() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT $1 FROM journal WHERE instance = 2 AND taken = 0 AND person = 'olena'"; }
for bad in "$ESC" "$BELL" "$C1" "$RTL" "$BAD" "$LONG"; do
	exits 'a value that cannot be shown' 65 as olena do 2 register surname="Ко$bad"
	one_line 'is refused in one line' 'surname'
	exits 'as a name of a value' 65 as olena do 2 register "sur$bad=x"
	exits 'as a reason' 65 as olena mark 1 copy --why "Ко$bad"
	exits 'as the name of a person' 65 "$SKRYNKA" user add zlo --roles executor --name "Зло $bad"
	exits 'as the name of an office' 65 "$SKRYNKA" --home "$T/other" init --name "Рада $bad" --edrpou 12345678
done
exits 'as an event' 65 as olena do 2 "$ESC"
same 'each is in the journal, with its why, and short' "$(refusals 'count(*), sum(length(why) > 0), max(length(data)) < 1000')" '13|13|1'
same 'and as it can be shown' "$(refusals 'event, data, why' | LC_ALL=C grep -caF -e "$ESC" -e "$BELL" -e "$C1" -e "$RTL" -e "$BAD" -e "$LONG")" 0
exits 'in the number of a case' 66 as olena show "$ESC"
same 'no escape reaches the terminal' "$(LC_ALL=C grep -c "$(printf '\033')" "$T/err")" 0
exits 'as a command' 64 "$SKRYNKA" "$ESC$RTL"
same 'nor here' "$(LC_ALL=C grep -cE "$(printf '\033|\342\200\256')" "$T/err")" 0
exits 'signs of XML are only signs' 0 as olena do 2 register surname="Коваль <&\"'>]]>" summary="рядок
другий &amp; <x>"
exits 'shown' 0 as olena show 2 --history
says 'as they are' "$T/out" "Коваль <&\"'>]]>"
as olena --json show 2 | pick '$_->{card}{summary}' >"$T/summary"
same 'lines and all' "$(cat "$T/summary")" 'рядок
другий &amp; <x>'

# --- no reading models: a letter is registered all the same ---
mkdir "$T/empty"
SKRYNKA_HOME=$T/blind
export SKRYNKA_HOME
make_office
tiffcp "$TOP/samples/box-2026-11-20.tif",0,1,2,3 "$T/four.tif"
export TESSDATA_PREFIX="$T/empty"
exits 'an intake without models' 0 as olena intake "$T/four.tif"
unset TESSDATA_PREFIX
tr '\n' ' ' <"$T/err" | tr -s ' ' >"$T/flat"
says 'says what to install' "$T/flat" 'встановіть tesseract-ocr-script-cyrl і tesseract-ocr-eng'
same 'Tesseract itself keeps quiet' "$(cyrillic -v <"$T/err" | grep -vE '^ *tesseract-ocr-eng$')" ''
says 'separators split it' "$T/err" 'Листів: 2; сторінок: 2, з них порожніх: 0, не прочитано: 2.'
same 'all wait for the registrar' "$(as olena --json list | pick 'map { $_->{index} } @$_' | tr '\n' ' ')" '- - '
exits 'he can look' 0 as olena fetch 1 -o "$T/blind-pages"
exits 'and register' 0 as olena do 1 register surname=Коваленко
same 'with its stamp' "$(case_of 1 'map { "$_->{mark} $_->{where}" } @{$_->{marks}}')" 'registration paper'
same 'why, on the sheet' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" 'SELECT sheet FROM casefile WHERE id = 1' |
	sed "s|^\(..\)\(.*\)|$SKRYNKA_HOME/objects/\1/\2|" | xargs grep -c 'fault="не встановлено моделей')" 1

# --- several letters without separators must not become one ---
SKRYNKA_HOME=$T/plain
export SKRYNKA_HOME
(umask 000 && mkdir "$SKRYNKA_HOME" && make_office)
exits 'three written pages, nothing said' 77 as olena intake "$T/three.tif"
one_line 'are held, with what to say' '--letters 1'
same 'none is registered' "$(as olena --json list)" '[]'
exits 'one letter, it is said' 0 as olena intake "$T/three.tif" --letters 1
same 'is one' "$(as olena --json list | pick 'scalar @$_')" 1

# --- files and rights ---
same 'nobody else may read the office, whatever its folder' "$(find "$SKRYNKA_HOME" -mindepth 1 -perm /007)" ''
touch "$T/file"
mkdir -p "$T/taken/1-01.tif"
exits 'fetch to a file' 65 as olena fetch 1 -o "$T/file"
one_line 'says so' 'потрібна тека'
exits 'over a folder' 65 as olena fetch 1 -o "$T/taken"
one_line 'says so too' 'потрібен файл'
ln -s "$T/victim" "$T/taken/link" && mkdir "$T/linked" && ln -s "$T/victim" "$T/linked/1-01.tif"
exits 'a link is replaced, not followed' 0 as olena fetch 1 -o "$T/linked"
[ ! -e "$T/victim" ] && [ ! -h "$T/linked/1-01.tif" ]
ok 'indeed' $?
exits 'separators where they cannot be' 66 "$SKRYNKA" separators -o "$T/nosuch/s.pdf"
one_line 'in our words' 'немає такого файлу або теки'
mv "$SKRYNKA_HOME/skrynka.db" "$T/away.db"
exits 'the database is gone' 66 as olena list
one_line 'is not told to run init' 'бази даних немає'
mv "$T/away.db" "$SKRYNKA_HOME/skrynka.db"
# the program must be where another user may run it (not under a closed home)
if [ "$(id -u)" -eq 0 ] && chmod 755 "$T" &&
	setpriv --reuid=65534 --regid=65534 --clear-groups env "$SKRYNKA" --version >/dev/null 2>&1; then
	other() { setpriv --reuid=65534 --regid=65534 --clear-groups env SKRYNKA_HOME="$SKRYNKA_HOME" "$SKRYNKA" --as olena "$@"; }
	chmod 750 "$SKRYNKA_HOME"
	exits 'another user of the machine' 77 other list
	one_line 'is told of rights, not of init' 'доступ не дозволено'
	chmod 755 "$SKRYNKA_HOME" && chmod a+r "$SKRYNKA_HOME"/*.xml "$SKRYNKA_HOME/skrynka.db"
	exits 'one who may only read' 77 other list
	one_line 'is told what he needs' 'skrynka.db'
else
	skip 'another user of the machine' 'needs root, setpriv and a program that others may run'
fi

# --- two at once ---
for i in 1 2 3 4; do
	(as holova do 1 resolve resolution=x executors=petrenko >"$T/race$i" 2>&1; echo $? >"$T/code$i") &
done
wait
same 'of four who do the same, one does' "$(sort "$T"/code? | uniq -c | awk '{print $1 "×" $2}' | tr '\n' ' ')" '1×0 3×77 '
same 'one task is given' "$(sqlite3 "$SKRYNKA_HOME/skrynka.db" "SELECT count(*) FROM task WHERE person = 'petrenko'")" 1

done_testing
