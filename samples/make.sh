#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Paints the samples that are kept in git: samples/*.tif, their truth *.xml and the text of the single
# letters *.txt. The same fonts and libraries give the same bytes.
set -eu
paint=${1:-build/paint}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/fonts.sh" build/fonts

# sample SET SEED NAME
sample() {
	"$paint" --set "$1" --seed "$2" --fonts build/fonts -o "$work/$1" --pages-dir "$work/$1/pages"
	xmllint --noout --schema "$here/truth.xsd" "$work/$1/truth.xml"
	mv "$work/$1/batch.tif" "$here/$3.tif"
	mv "$work/$1/truth.xml" "$here/$3.xml"
	case $3 in letter-*) cat "$work/$1"/pages/*.txt >"$here/$3.txt" ;; esac
}

sample box 2026 box-2026-11-20
sample grey 2027 grey-2026-11-20
for letter in typed hand collective unsigned repeat request; do
	sample $letter 11 letter-$letter
done
ls -l "$here"/*.tif
