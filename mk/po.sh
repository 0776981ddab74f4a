#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/po.sh FILE… — takes new English strings into po/uk.po. With --check: says which have no Ukrainian, and changes nothing.
set -eu
check=
[ "$1" = --check ] && { check=1; shift; }
pot=$(mktemp)
trap 'rm -f "$pot" "$pot.po"' EXIT
xgettext --from-code=UTF-8 -k_ -kfail:3 -kfail_at:3 -kN_ -kPROGRESS:1 --no-location --sort-output -o "$pot" --package-name=skrynka \
	--add-comments=TRANSLATORS "$@" 2>/dev/null
if [ ! -f po/uk.po ]; then
	msginit --no-translator -l uk.UTF-8 -i "$pot" -o po/uk.po
fi
msgmerge --quiet --no-fuzzy-matching --sort-output --no-location -o "$pot.po" po/uk.po "$pot"
if [ -n "$check" ]; then
	left=$(msgattrib --untranslated --no-obsolete "$pot.po" | grep -c '^msgid' || true)
	[ "$left" -le 1 ] && exit 0
	msgattrib --untranslated --no-obsolete "$pot.po" | grep '^msgid "' | sed 's/^/po\/uk.po: no Ukrainian for /' | head -20
	exit 1
fi
msgattrib --no-obsolete "$pot.po" -o po/uk.po
msgfmt --statistics -o /dev/null po/uk.po
