#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program installed: it finds its data and words without the source tree.
. "$(dirname "$0")/lib.sh"
case $BUILD in
*/san) san=1 ;;
*) san= ;;
esac
exits 'make install' 0 make -C "$TOP" ${san:+SAN=1} install DESTDIR="$T/root" PREFIX=/usr
program=$T/root/usr/bin/skrynka
[ -x "$program" ]
ok 'the program' $?
same 'procedures, marks, schemas' "$(cd "$T/root/usr/share/skrynka" && find . -type f | sort)" \
	"$(cd "$TOP" && find workflows xsd stamps/marks stamps/forms -type f ! -name '.*' | sed 's/^/.\//' | sort)"
same 'for everybody to read' "$(find "$T/root" ! -perm -o=r)" ''
same 'nothing outside the prefix' "$(ls "$T/root") $(ls "$T/root/usr" | tr '\n' ' ')" 'usr bin lib libexec share '

units=$T/root/usr/lib/systemd/system
same 'services: they run the installed program' "$(sed -n 's/^ExecStart=//p' "$units"/*.service | sort)" '/usr/bin/skrynka serve
/usr/bin/skrynka tick'
if command -v systemd-analyze >/dev/null; then
	# told with its root, else it looks for the program where this machine has none
	systemd-analyze verify --root="$T/root" --man=no skrynka.service skrynka-tick.service skrynka-tick.timer >"$T/said" 2>&1
	same 'systemd finds nothing wrong with them' "$(grep -F skrynka "$T/said" | grep -vF 'sysinit.target not found')" ''
else
	skip 'systemd finds nothing wrong with them' 'no systemd-analyze'
fi

# what it opens: nothing of the source tree
mkdir "$T/away"
cd "$T/away" || exit 1
run() { env -i PATH=/usr/bin:/bin HOME="$T/away" SKRYNKA_NOW="$SKRYNKA_NOW" ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} \
	${LSAN_OPTIONS:+LSAN_OPTIONS="$LSAN_OPTIONS"} "$program" "$@"; }
exits 'term' 0 run term appeal 2026-11-20
same 'by the installed law' "$(head -1 "$T/out")" '2026-12-21'
exits 'help' 0 run --help
same 'in Ukrainian' "$(sed -n '1p' "$T/out" | cyrillic | wc -l)" 1
exits 'separators' 0 run separators --count 3 -o sheets.pdf
same 'three sheets' "$(pdfinfo sheets.pdf | sed -n 's/^Pages: *//p')" 3
pdftoppm -r 100 -gray sheets.pdf sheet
same 'with a QR code each' "$(zbarimg -q --raw sheet-*.pgm 2>/dev/null | sort | uniq -c | sed 's/^ *//; s/ .*//')" 3
exits 'init in the home of its user' 0 run init --name 'Рада' --edrpou 12345678
exits 'intake' 0 run intake "$TOP/samples/letter-unsigned.tif" --pages 1
exits 'show' 0 run --json show 1
same 'read, registered and stamped' "$(pick '$_->{card}{index}, map { "$_->{mark} $_->{pressed}" } @{$_->{marks}}' <"$T/out")" 'К-1
registration 1'
exits 'workflow check' 0 run workflow check "$T/root/usr/share/skrynka/workflows/written-appeal.scxml"
exits 'resolution' 0 run do 1 decline ground=late reason=x
exits 'filed' 0 run do 1 file
exits 'export' 0 run export 1 -o bags
exits 'verify' 0 run verify bags/casefile-000001
if command -v strace >/dev/null; then
	strace -f -qq -e trace=open,openat,execve -o "$T/trace" env -i HOME="$T/away" SKRYNKA_NOW="$SKRYNKA_NOW" "$program" list >"$T/out" 2>&1
	same 'nothing of the source tree is opened' "$(grep -F "\"$TOP" "$T/trace")" ''
else
	mv "$T/root" "$T/elsewhere" # it finds its share wherever it is put
	program=$T/elsewhere/usr/bin/skrynka
	exits 'moved, it still finds its data' 0 run list --all
fi
done_testing
