#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/po.sh [--check] FILE… — takes the English strings of the sources into po/uk.po; those that left the sources leave it.
# With --check changes nothing: says which strings have no Ukrainian one, or cannot have one, and ends with 1.
set -eu
po=po/uk.po
check=
[ "${1-}" = --check ] && { check=1; shift; }
for tool in xgettext msgmerge msgattrib msgfmt; do
	command -v $tool >/dev/null || { echo "mk/po.sh: no $tool: install gettext (make deps)" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for f in "$@"; do
	[ -f "$f" ] && printf '%s\n' "$f"
done >"$work/files"
[ -s "$work/files" ] || { echo "mk/po.sh: name the sources to read" >&2; exit 1; }

# A date in the file would change with each run and meet itself in every merge.
dateless() { sed '/^"POT-Creation-Date:/d'; }

# Callers of remark(), complain() and the like give them words that _() has marked.
xgettext --files-from="$work/files" --language=C --from-code=UTF-8 --package-name=skrynka \
	-k -k_ -kN_ -kFACT_ -kWHY_:2 -kPROGRESS -kfail:3 -kfail_at:3 --add-comments=TRANSLATORS \
	--no-location --no-wrap --sort-output -o - | sed 's/charset=CHARSET/charset=UTF-8/' | dateless >"$work/pot"
if [ ! -f $po ]; then
	cat >"$work/old" <<-'END'
		# Ukrainian words of Skrynka.
		# SPDX-License-Identifier: GPL-3.0-or-later
		msgid ""
		msgstr ""
		"Project-Id-Version: skrynka\n"
		"PO-Revision-Date: 2026-11-22 00:00+0200\n"
		"Last-Translator: the maintainers of Skrynka\n"
		"Language-Team: Ukrainian\n"
		"Language: uk\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=UTF-8\n"
		"Content-Transfer-Encoding: 8bit\n"
		"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"
	END
else
	cp $po "$work/old"
fi
msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap --sort-output -o - "$work/old" "$work/pot" | dateless >"$work/all"
msgattrib --no-obsolete --no-wrap --sort-output "$work/all" >"$work/new"

if [ -z "$check" ]; then
	cmp -s "$work/new" $po || cp "$work/new" $po
	msgfmt --check --statistics -o /dev/null $po
	exit
fi

bad=0
# The first words of each entry; the header, which every list begins with, has none.
names() {
	awk -v after="$1" '/^msgid /{on = 1; sub(/^msgid /, "")} /^msg(str|id_plural)/{on = 0}
		on && $0 != "\"\"" {print "po/uk.po: " after " " $0; on = 0}'
}
msgattrib --untranslated --no-wrap "$work/new" | names "no Ukrainian for" >"$work/said"
msgattrib --only-fuzzy --no-wrap "$work/new" | names "not sure of the Ukrainian for" >>"$work/said"
[ -s "$work/said" ] && { sed 40q "$work/said"; bad=1; }
msgfmt --check -o /dev/null "$work/new" || bad=1
# A macro within the string is not seen by xgettext, so the program would look for another string than it took.
xargs grep -nE '\b(_|N_|FACT_|WHY_|PROGRESS|fail|fail_at)\((.*, )?"([^"\\]|\\.)*" *[A-Za-z_]' <"$work/files" >"$work/said" || true
[ -s "$work/said" ] && { sed 's/$/  ← a macro inside words to translate/' "$work/said"; bad=1; }
exit $bad
