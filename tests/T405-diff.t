#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Two texts of a procedure: what is other, in words; which running cases it touches.
. "$(dirname "$0")/lib.sh"
export COLUMNS=300
cat >old.scxml <<'XML'
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:w="urn:skrynka:workflow:1" version="1.0" datamodel="xpath"
       name="lamp" initial="come" w:title="Ліхтар">
  <datamodel><data id="again" expr="''"/></datamodel>
  <state id="come" w:title="Надійшло">
    <onentry><w:deadline id="first" title="Розглянути" days="3" event="late"/></onentry>
    <transition event="late"><w:notify to="head" template="overdue"/></transition>
    <transition event="register" target="mend" w:by="registrar" w:title="Зареєструвати" w:why="Вкажіть прізвище"
                cond="$_event/data/surname != ''">
      <w:input name="surname" title="Прізвище"/>
      <w:card fields="surname"/>
      <w:mark name="registration"/>
    </transition>
    <transition event="drop" target="end" w:by="registrar" w:title="Не наше"/>
  </state>
  <state id="mend" w:title="Лагодять">
    <onentry><w:deadline id="mend" title="Полагодити" days="30" event="late"/></onentry>
    <transition event="late"><w:notify to="head" template="overdue"/></transition>
    <transition event="back" w:by="head" w:title="Ще раз"><assign location="$again" expr="'yes'"/></transition>
    <transition event="done" target="end" cond="$again = ''" w:by="executor" w:title="Полагоджено"><w:outcome code="9.1"/></transition>
    <transition event="done" target="look" w:by="executor" w:title="Полагоджено"/>
  </state>
  <state id="look" w:title="Перевіряють" w:untimed="Строк веде голова">
    <transition event="done" target="end" w:by="head" w:title="Прийнято"/>
  </state>
  <final id="end" w:title="У справі"/>
</scxml>
XML
told() { sed '1,3d; s/^ *//; /^$/d' "$T/out"; }
# differs NAME PERL WORDS: a change, and all that is told of it, lines without their indent
differs() {
	perl -0pe "$2" old.scxml >new.scxml
	cmp -s old.scxml new.scxml && ok "$1: there is a change to find" 1
	exits "$1" 0 "$SKRYNKA" workflow diff old.scxml new.scxml
	same "$1: what is told" "$(told)" "$3"
}

# --- two files, no office ---
exits 'the same text' 0 "$SKRYNKA" workflow diff old.scxml old.scxml
says 'the same text: says so' "$T/out" 'Змін немає.'
perl -0pe 's/(<state id="mend")/<!-- remark -->\n\n   $1/; s/w:by="head" w:title="Ще раз"/w:title="Ще раз"\n   w:by="head"/' old.scxml >new.scxml
exits 'otherwise laid out' 0 "$SKRYNKA" workflow diff old.scxml new.scxml
says 'otherwise laid out: the same' "$T/out" 'Змін немає.'

differs 'titles' 's/w:title="Ліхтар"/w:title="Світло"/; s/w:title="Лагодять"/w:title="Ремонт"/; s/w:title="Прийнято"/w:title="Світить"/' \
	'Назва була «Ліхтар», тепер «Світло».
2. Ремонт
Назва була «Лагодять», тепер «Ремонт».
3. Перевіряють
Світить:
Назва була «Прийнято», тепер «Світить».'
differs 'who may' 's/w:by="head" w:title="Ще раз"/w:by="head controller" w:title="Ще раз"/' \
	'2. Лагодять
Ще раз:
Хто може: дотепер керівник; тепер керівник або контролер.'
differs 'a term' 's/days="30"/days="15"/; s/w:untimed="[^"]*"/w:untimed="Строк веде посадовець"/' \
	'2. Лагодять
На початку:
Було: діє строк «Полагодити»: 30 календарних днів.
Стало: діє строк «Полагодити»: 15 календарних днів.
3. Перевіряють
Чому строку немає: дотепер Строк веде голова; тепер Строк веде посадовець.'
differs 'marks, letters, outcomes' 's/<w:mark name="registration"/<w:mark name="in-person"/; s/template="overdue"/template="repeat-came"/; s/<w:outcome[^>]*>//' \
	'1. Надійшло
Коли строк «Розглянути» минув:
Було: надсилають повідомлення «Строк минув» (кому: керівник).
Стало: надсилають повідомлення «Надійшло повторне звернення» (кому: керівник).
Зареєструвати:
Було: на першому аркуші ставлять позначку «Реєстраційний штамп».
Стало: на першому аркуші ставлять позначку «Передано особисто».
2. Лагодять
Полагоджено:
Більше немає: результат розгляду — «Вирішено позитивно».'
differs 'what is told, when it is refused' 's/title="Прізвище"\/>/title="Хто пише" required="true"\/><w:input name="phone" type="number"\/>/; s/(surname) != .. *"/$1 != \x27\x27 or \$_x\/card\/surname != \x27\x27"/; s/Вкажіть прізвище/Хто це?/' \
	'1. Надійшло
Зареєструвати:
Тепер треба вказати «Хто пише».
Поле називалося «Прізвище», тепер «Хто пише».
Тепер можна вказати «phone».
Умова: дотепер у полі «Прізвище» щось вказано; тепер у полі «Хто пише» щось вказано або у картці в полі «Хто пише» щось вказано.
Слова відмови: дотепер «Вкажіть прізвище»; тепер «Хто це?».'
differs 'where it leads, what comes first' 's/(event="drop" target=)"end"/$1"look"/; s/(\n    <transition event="done" target="end" cond.*?<\/transition>)(\n.*?\/>)/$2$1/' \
	'1. Надійшло
Не наше:
Куди веде: дотепер справа переходить у стан «У справі»; тепер справа переходить у стан «Перевіряють».
2. Лагодять
Полагоджено: тепер умови перевіряють в іншому порядку.'
differs 'acts that come and go' 's/<transition event="back".*?<\/transition>/<transition event="ask" w:by="head" w:title="Спитати"\/>/' \
	'2. Лагодять
Більше немає: Ще раз.
Нове:
Дію «Спитати» може виконати керівник.
Справа лишається в тому самому стані.'
differs 'a state that comes' 's/(<final)/<state id="wait" w:title="Чекають" w:untimed="x"><transition event="on" target="look" w:by="head" w:title="Далі"\/><\/state>$1/; s/target="look"/target="wait"/' \
	'2. Лагодять
Полагоджено:
Куди веде: дотепер справа переходить у стан «Перевіряють»; тепер справа переходить у стан «Чекають».
4. Чекають
Новий стан.
Строку немає: x.
Дію «Далі» може виконати керівник.
Справа переходить у стан «Перевіряють».'
differs 'a state that goes' 's/<state id="look".*?<\/state>//s; s/target="look"/target="end"/' \
	'Більше немає стану «Перевіряють» (look).
2. Лагодять
Полагоджено:
Куди веде: дотепер справа переходить у стан «Перевіряють»; тепер справа переходить у стан «У справі».'
differs 'a state called otherwise: its arrows are the same' 's/"look" w:title/"check" w:title/; s/target="look"/target="check"/' \
	'3. Перевіряють
Ідентифікатор був look, тепер check: справи в роботі переносять із --map.'
differs 'where it stands: in another' 's/(<state id="look".*?<\/state>)/<state id="late" w:title="Потім">$1<\/state>/s' \
	'3. Потім
Новий стан.
Охоплює: «Перевіряють».
3.1. Перевіряють
Дотепер належав до «уся процедура», тепер до «Потім».'
# what no sentence tells of is shown as it is written
differs 'data' 's/(<data id="again" expr=)"..\"/$1"1"/; s/expr="'\''yes'\''"/expr="1"/; s/<datamodel>/<datamodel><data id="more"\/>/' \
	"Нова змінна: \$more.
У записі процедури:
− \$again = ''
+ \$again = 1
2. Лагодять
Ще раз:
У записі процедури:
− assign location=\"\$again\" expr=\"'yes'\"
+ assign location=\"\$again\" expr=\"1\""
differs 'what only the program sees' 's/(event="back")/$1 type="internal"/; s/<w:notify to="head"/<w:notify to="head" who="голова"/' \
	'1. Надійшло
Коли строк «Розглянути» минув:
Було: надсилають повідомлення «Строк минув» (кому: керівник).
Стало: надсилають повідомлення «Строк минув» (кому: голова).
2. Лагодять
Ще раз:
У записі процедури:
− type="external"
+ type="internal"'
exits 'a broken text' 65 "$SKRYNKA" workflow diff old.scxml "$TOP/tests/golden/check/target.scxml"
exits 'no such file' 66 "$SKRYNKA" workflow diff old.scxml none.scxml
exits 'no office to compare with' 66 "$SKRYNKA" workflow diff old.scxml
exits 'nothing to compare' 64 "$SKRYNKA" workflow diff

# --- the cases of an office ---
make_office
mkdir -p "$SKRYNKA_HOME/workflows" "$T/next"
cp old.scxml "$SKRYNKA_HOME/workflows/lamp.scxml"
next=$T/next/lamp.scxml
for who in Коваленко Бондар Шевчук Гнатюк; do as olena new lamp surname="$who" >"$T/out" 2>&1; done
as petrenko do 2 done >"$T/out" 2>&1
as holova do 3 back >"$T/out" 2>&1 && as petrenko do 3 done >"$T/out" 2>&1
ok 'four cases on their ways' $?
cases() { sed -n '/^СПРАВА/,$p' "$T/out" | sed 's/  */ /g; s/^ //; s/ $//'; }
sed 's/days="30"/days="15"/' old.scxml >"$next"
exits 'with an office' 0 "$SKRYNKA" workflow diff old.scxml "$next"
same 'what is other where a case stands, and what lies behind it' "$(cases)" 'СПРАВА СТАН ЩО ЗМІНИТЬСЯ ДЛЯ НЕЇ
1 Лагодять у її стані є зміни
4 Лагодять у її стані є зміни
Справ у роботі, яких це не зачіпає: 1'
cp "$T/out" "$T/two"
exits 'by the name alone: the text that cases run on' 0 "$SKRYNKA" workflow diff "$next"
same 'the same' "$(sed 1d "$T/out")" "$(sed 1d "$T/two")"
sed 's/id="look"/id="check"/; s/target="look"/target="check"/' old.scxml >"$next"
exits 'a state called otherwise' 0 "$SKRYNKA" workflow diff "$next"
same 'who stands there must be moved' "$(cases)" 'СПРАВА СТАН ЩО ЗМІНИТЬСЯ ДЛЯ НЕЇ
1 Лагодять може дійти до зміненого
3 Перевіряють її стану більше немає
4 Лагодять може дійти до зміненого'
exits 'for programs' 0 "$SKRYNKA" --json workflow diff "$next"
same 'the same for programs' "$(pick 'map { "$_->{case} $_->{states} $_->{meets}" } @{$_->[0]{cases}}' <"$T/out" | tr '\n' ' ')" \
	'1 mend later 3 look gone 4 mend later '
same 'and the sentences' "$(pick 'map { $_->{text} } grep { $_->{indent} == 1 } @{$_->[0]{changes}}' <"$T/out")" \
	'Ідентифікатор був look, тепер check: справи в роботі переносять із --map.'
exits 'another text than they run on' 0 "$SKRYNKA" workflow diff "$next" "$T/old.scxml"
says 'says that none runs on it' "$T/out" 'За старим текстом не йде жодна справа в роботі.'
cp "$SKRYNKA_HOME/workflows/lamp.scxml" "$next"
exits 'the text that they run on' 0 "$SKRYNKA" workflow diff "$next"
same 'says so' "$(cat "$T/out")" 'Усі справи в роботі вже йдуть за цим текстом.'
exits 'cases are not for everybody: the texts are' 0 as petrenko workflow diff old.scxml "$next"
says 'cases are not for everybody: says so' "$T/err" 'адміністратор'
exits 'what cases run on is not for everybody' 77 as petrenko workflow diff "$next"
# two texts at once
sed 's/days="30"/days="20"/' old.scxml >"$SKRYNKA_HOME/workflows/lamp.scxml"
as olena new lamp surname=Ткач >"$T/out" 2>&1
sed 's/days="30"/days="15"/' old.scxml >"$next"
exits 'cases on two texts' 0 "$SKRYNKA" --json workflow diff "$next"
same 'each beside the new one' "$(pick 'map { my $all = $_; join " ", map { $_->{case} } @{$all->{cases}} } @$_' <"$T/out")" '1 3 4
5'
done_testing
