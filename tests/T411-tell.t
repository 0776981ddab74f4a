#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One case tells another: both change or neither does; an ended one only notes it; what was told tells nobody further.
. "$(dirname "$0")/lib.sh"
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
states() { sql 'SELECT id || " " || states FROM instance ORDER BY id' | tr '\n' ','; }
make_office
mkdir -p "$SKRYNKA_HOME/workflows"
cat >"$SKRYNKA_HOME/workflows/echo.scxml" <<'X'
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:w="urn:skrynka:workflow:1" version="1.0" datamodel="xpath"
       name="echo" initial="intake" w:title="Луна">
  <datamodel><data id="from"/></datamodel>
  <state id="intake" w:untimed="проба">
    <transition event="register" target="open" w:by="registrar" w:title="Зареєструвати">
      <w:input name="surname" title="Прізвище"/>
      <w:card fields="surname"/>
      <w:index/>
    </transition>
  </state>
  <state id="open" w:untimed="проба">
    <transition event="call" target="called" w:by="registrar" w:title="Гукнути">
      <w:input name="previous" title="Кого"/>
      <w:tell to="$_event/data/previous" event="hear"/>
    </transition>
    <transition event="shout" target="called" w:by="registrar" w:title="Крикнути">
      <w:input name="previous" title="Кого"/>
      <w:tell to="$_event/data/previous" event="answer"/>
    </transition>
    <transition event="hear" target="heard"><assign location="$from" expr="string($_event/data/index)"/></transition>
    <transition event="answer" target="heard"><w:tell to="$_event/data/index" event="hear"/></transition>
    <transition event="end" target="over" w:by="registrar" w:title="Кінець"/>
  </state>
  <state id="called" w:untimed="проба"><transition event="end" target="over" w:by="registrar" w:title="Кінець"/></state>
  <state id="heard" w:untimed="проба"><transition event="end" target="over" w:by="registrar" w:title="Кінець"/></state>
  <final id="over"/>
</scxml>
X
exits 'the definition has no error' 0 "$SKRYNKA" workflow check "$SKRYNKA_HOME/workflows/echo.scxml"
for name in Авдій Бойко Вовк Гук; do as olena new echo surname=$name >/dev/null; done

exits 'one tells another' 0 as olena do 1 call previous=Б-2
same 'both changed' "$(states)" '1 called,2 heard,3 open,4 open,'
same 'who told' "$(sql 'SELECT data FROM journal WHERE instance = 2 AND event = "hear"')" '{"index":"А-1"}'
exits 'one that does not wait' 0 as olena do 3 call previous=А-1
same 'only notes it' "$(sql 'SELECT taken FROM journal WHERE instance = 1 AND event = "hear"')" 0
as olena do 2 end >/dev/null
exits 'nobody of that index' 0 as olena do 4 call previous=Я-99
same 'is no fault' "$(states)" '1 called,2 over,3 called,4 called,'
as olena new echo surname=Дуб >/dev/null
as olena new echo surname=Єна >/dev/null
exits 'what was told may not tell' 70 as olena do 5 shout previous=Є-6
one_line 'and says so' 'не може сповіщати третю'
same 'neither has changed' "$(states)" '1 called,2 over,3 called,4 called,5 open,6 open,'
exits 'an ended one' 0 as olena do 5 call previous=Б-2
same 'notes it too' "$(sql 'SELECT taken FROM journal WHERE instance = 2 AND event = "hear"' | tr '\n' ' ')" '1 0 '
exits 'itself' 0 as olena do 6 call previous=Є-6
same 'hears nothing' "$(states)" '1 called,2 over,3 called,4 called,5 called,6 called,'
exits 'the store is whole' 0 as admin verify
done_testing
