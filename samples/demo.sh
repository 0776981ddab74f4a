#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# samples/demo.sh BUILD — the whole way on a scanned batch: a complaint box is opened, its letters are registered, stamped,
# routed, answered, taken off control, and exported as verified case files. Everything is made anew in BUILD/demo.
set -eu
build=$1
top=$(cd "$(dirname "$0")/.." && pwd)
demo=$build/demo
rm -rf "$demo"
mkdir -p "$demo"
demo=$(cd "$demo" && pwd)
skrynka=$(cd "$build" && pwd)/skrynka
export SKRYNKA_HOME="$demo/office"
unset SKRYNKA_USER LANG LC_ALL LC_MESSAGES LANGUAGE 2>/dev/null || true
cd "$top"

step() { printf '\n\033[1m── %s\033[0m\n' "$1"; }
say() { printf '%s\n' "$1"; }
today() { SKRYNKA_NOW=$1T09:30; export SKRYNKA_NOW; }
as() { who=$1; shift; "$skrynka" --as "$who" "$@"; }
# field CASE NAME: from the card
field() { as olena show "$1" --json | sed -n "s/^ *\"$2\": \"\(.*\)\",\{0,1\}$/\1/p" | head -1; }
# truth LETTER NAME: what the registrar reads on the paper with her own eyes
truth() { xmllint --xpath "string(//letter[@n=$1]/applicant/$2)" samples/box-2026-11-20.xml; }

step 'Установа'
today 2026-11-20
"$skrynka" init --name 'Виконавчий комітет Ясеногірської міської ради' --edrpou 01234567
while read -r id roles name; do
	as admin user add "$id" --roles "$(echo "$roles" | tr , ' ')" --name "$name" >/dev/null
done <<PEOPLE
olena registrar Олена СТЕПАНЮК
kalynchuk head Роман КАЛИНЧУК
bondar deputy Марія БОНДАР
petrenko executor Петро ПЕТРЕНКО
sydorenko executor Сидір СИДОРЕНКО
kovalska executor Ірина КОВАЛЬСЬКА
moroz controller Катерина МОРОЗ
zinchenko archivist Анна ЗІНЧЕНКО
PEOPLE
as admin user list

step '20 листопада: відчинили скриньку, листи відскановано одним файлом із роздільниками'
say 'Реєстратор приймає samples/box-2026-11-20.tif; в акті записано 15 листів.'
as olena intake samples/box-2026-11-20.tif --channel box --box main --letters 15

step 'Листи, написані від руки: прізвище вписує реєстратор, глянувши на сторінку'
for case in $(as olena list --state intake --json | sed -n 's/^ *"case": \([0-9]*\),$/\1/p'); do
	as olena do "$case" register surname="$(truth "$case" surname)" given-name="$(truth "$case" name)" \
		patronymic="$(truth "$case" patronymic)"
done

step 'Той самий заявник пише вдруге: позначка «ПОВТОРНО»'
repeat=$(xmllint --xpath 'string(//letter[@repeat="true"]/@n)' samples/box-2026-11-20.xml)
as olena show "$repeat" | sed -n '1p;/Ознака/p;/Повторн/p'
say 'На прохання заявниці її примірник позначено «КОПІЯ», а поруч зі штампом — «ПЕРЕДАНО ОСОБИСТО».'
as olena mark 1 copy --why 'примірник заявниці'
as olena mark 1 in-person --why 'подано особисто'

step '23 листопада: резолюції керівника; дві — заступниці, бо керівник у відпустці'
today 2026-11-23
as kalynchuk do 1 resolve resolution='Обстежити лінію, відновити освітлення, відповісти заявниці' \
	executors=petrenko,sydorenko control=yes
as kalynchuk do 3 resolve resolution='Розглянути, вжити заходів, надати відповідь' executors=kovalska control=yes
as kalynchuk do 7 forward body='Районна державна адміністрація'
as kalynchuk do 8 return ground=form reason='Немає підпису; додайте підпис і надішліть ще раз'
as kalynchuk do 12 decline ground=anonymous reason='Без підпису, адреси й імені'
as admin user change kalynchuk --absent-until 2026-11-30 >/dev/null
as bondar do 4 resolve resolution='Підготувати відповідь' executors=sydorenko
as bondar do 9 resolve resolution="Розглянути, надати роз'яснення" executors=petrenko simple=yes

step 'Хто що отримав і чому такий строк'
as petrenko list --mine
say ''
as petrenko show 1 --why | sed -n '/^Строки/,/^$/p'
say 'Виконавець забирає скани, які йому доручено:'
as petrenko fetch 1 -o "$demo/petrenko"
say 'Чужі скани йому не видають:'
as petrenko fetch 3 -o "$demo/petrenko" || true

step "27 листопада: на запит на публічну інформацію відповідають за п'ять робочих днів"
say 'Лист 4 — запит: програма впізнала його і відкрила за його процедурою, зі своїм індексом і строком.'
today 2026-11-27
as olena show 4 --why | sed -n '1p;/^Строки/,/^$/p'
as sydorenko do 4 reply.final text='Копії рішення й протоколу додано' number=02-14/60

step 'До Нового року: матеріали, попередні й остаточні відповіді'
today 2026-12-10
say 'Головний виконавець поспішає, але співвиконавець ще не подав своїх матеріалів:'
as petrenko do 1 reply.final text='Освітлення відновлено' outcome=9.1 || true
as sydorenko do 1 part.done text='Лінію обстежено, акт додано'
as petrenko do 1 reply.preliminary text='Роботи тривають, завершимо цього тижня'
as petrenko do 1 reply.final text='Освітлення на вулиці відновлено 9 грудня' outcome=9.1
say 'Відповідь підписує керівник, реєстратор дає їй вихідний індекс і надсилає.'
as kalynchuk do 1 sign
as olena do 1 sent number=02-14/75
say 'Звернення 3 за місяць не вирішити: керівник продовжує строк, заявника повідомлено.'
as kalynchuk do 3 extend until=2027-01-04 reason='потрібна експертиза'
as kovalska do 3 reply.final text='Кошти передбачено в бюджеті наступного року' outcome=9.1
as kalynchuk do 3 sign number=02-14/76
as petrenko do 9 reply.final text='Порядок пояснено, зразки додано' outcome=9.3
as bondar do 9 sign number=02-14/79
as olena do 7 dispatch body='Районна державна адміністрація' number=02-14/77
as olena do 8 dispatch reason='Немає підпису; додайте підпис і надішліть ще раз' number=02-14/78

step 'З контролю знімає лише той, хто поставив'
as bondar do 1 control.remove || true
as kalynchuk do 1 control.remove text='Виконано'
as kalynchuk do 3 control.remove text='Виконано'

step 'Що ще треба зробити і коли'
as moroz due

step 'Справи для архіву'
for case in 1 3 4 7 8 9 12; do as zinchenko do "$case" file file=02-15 volume=1; done
as zinchenko export 1 3 4 7 8 9 12 -o "$demo/archive"
"$skrynka" verify "$demo"/archive/*
"$skrynka" verify

step 'Варто відкрити'
while read -r path what; do printf '  %-62s %s\n' "${demo#"$top"/}/$path" "$what"; done <<'OPEN'
petrenko/1-01.tif                             сторінка зі штампом і позначками
archive/casefile-000001/data/casefile.pdf     та сама справа у PDF, у якому можна шукати
archive/casefile-000001/data/casefile.xml     картка, хід розгляду, строки, позначки
archive/casefile-000001/data/README.txt       що в теці справи й як її перевірити
office/office.xml                             налаштування установи
OPEN
say ''
say "Далі самі: export SKRYNKA_HOME=${SKRYNKA_HOME#"$top"/} SKRYNKA_USER=olena; ${build}/skrynka list"
