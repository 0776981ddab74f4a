# SPDX-License-Identifier: GPL-3.0-or-later
# . tests/spoil.sh after tests/lib.sh: take_spoilt COUNT SEED FILE… — COUNT damaged variants of the files are taken in; the program
# lives, each is in or told of by its name, the bytes of each are kept.
sql() { sqlite3 "$SKRYNKA_HOME/skrynka.db" "$1"; }
take_spoilt() {
	spoilt_count=$1 spoilt_seed=$2
	shift 2
	mkdir -p "$T/spoilt"
	perl "$TOP/tests/spoil.pl" "$spoilt_seed" "$spoilt_count" "$T/spoilt" "$@" || exit 1
	(cd "$T/spoilt" && ls | tr '\n' '\0' | xargs -0 -n 25 "$SKRYNKA" intake --pages 1 >"$T/out" 2>"$T/err")
	code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 123 ] # xargs: by a signal it is 125
	ok "seed $spoilt_seed: $spoilt_count files, the program lives ($code)" $?
	grep '^skrynka: ' "$T/err" | sed 's/^skrynka: //; s/: .*//' | sort >"$T/told"
	sql "SELECT name FROM batch WHERE state = 'done'" | sort >"$T/in"
	same 'each is in, or told of by its name, once' "$(sort "$T/told" "$T/in")" "$(ls "$T/spoilt")"
	(cd "$SKRYNKA_HOME" && find objects failed -type f -exec sha256sum {} + | cut -d' ' -f1) | sort -u >"$T/kept"
	same 'the bytes of each are kept' "$(cd "$T/spoilt" && sha256sum * | sort | while read -r sum name; do
		grep -qx "$sum" "$T/kept" || echo "$name"; done)" ''
	same 'none was a fault of the program' "$(grep -E 'база даних|no such column|constraint' "$T/err")" ''
	exits 'the office is whole' 0 "$SKRYNKA" verify
	echo "# in: $(wc -l <"$T/in"), told of: $(wc -l <"$T/told"); pages stopped or crashed:" \
		"$(grep -c 'не прочитано: ' "$T/err")"
}
